namespace HmmSpec.Spec;

/// <summary>What a VMA is besides its rights (vm_flags).</summary>
[Flags]
public enum VmaFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>VM_DONTCOPY: fork leaves it out.</summary>
    DontFork = 1,

    /// <summary>VM_WIPEONFORK: fork gives it to the child without its pages.</summary>
    WipeOnFork = 2,

    /// <summary>VM_LOCKED: reclaim passes over its pages.</summary>
    Locked = 4,
}
