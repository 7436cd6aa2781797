namespace HmmSpec.Exploration.Core;

/// <summary>A page-table entry of the processor.</summary>
internal enum CorePte
{
    None,
    ReadOnly,
    ReadWrite,
    Swap,

    /// <summary>PRIV(d): the page is in a frame of the device.</summary>
    Private,

    /// <summary>EXCL(d): only the device uses the page.</summary>
    Exclusive,
}
