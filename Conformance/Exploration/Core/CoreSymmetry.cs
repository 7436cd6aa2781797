namespace HmmSpec.Exploration.Core;

/// <summary>Which states are taken for the same.</summary>
public enum CoreSymmetry
{
    /// <summary>Only equal ones.</summary>
    None,

    /// <summary>Those in which pages have changed places.</summary>
    Pages,

    /// <summary>Those in which pages, and devices, have changed places.</summary>
    All,
}
