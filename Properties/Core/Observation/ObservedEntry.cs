using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What a CPU page-table entry can be seen to be.</summary>
[Closed]
public enum ObservedEntry
{
    /// <summary>Empty.</summary>
    None,

    /// <summary>It maps a frame of system memory, accessible or not.</summary>
    Present,

    /// <summary>The page is in swap.</summary>
    Swap,

    /// <summary>The page is in a device's memory.</summary>
    Device,

    /// <summary>A device has the page of system memory for itself.</summary>
    Exclusive,

    /// <summary>The page is lost.</summary>
    Poisoned,
}
