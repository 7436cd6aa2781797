using HmmSpec.Data;

namespace HmmSpec.Protocol;

/// <summary>The versions of the protocol.</summary>
public static class ProtocolVersions
{
    /// <summary>The version that these lines are of.</summary>
    public const int Current = 1;

    /// <summary>All versions that can be spoken.</summary>
    public static Sequence<int> Spoken { get; } = [Current];
}
