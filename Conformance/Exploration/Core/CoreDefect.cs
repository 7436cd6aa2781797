namespace HmmSpec.Exploration.Core;

/// <summary>A seeded defect of the core world; the explorer has to find each on a shortest way.</summary>
public enum CoreDefect
{
    /// <summary>The rules as they are.</summary>
    None,

    /// <summary>M1: Munmap leaves the mirror entry of the last device.</summary>
    UnmapForgetsLastDevice,

    /// <summary>M2: DevStore to a page of the device leaves it clean.</summary>
    PrivateStoreLeavesClean,

    /// <summary>M3: ProtRO leaves the mirror entries.</summary>
    ProtectForgetsMirrors,
}
