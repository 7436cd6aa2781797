using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>How a check of an adapter's protocol ended.</summary>
[Closed]
public enum SmokeState
{
    /// <summary>As the protocol says.</summary>
    Ok,

    /// <summary>Otherwise.</summary>
    Broken,

    /// <summary>It could not be made, or is of what the adapter does not claim; that is no pass.</summary>
    LeftOut,
}
