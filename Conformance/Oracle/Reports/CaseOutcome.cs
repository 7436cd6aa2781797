using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a report says of one case. Only <see cref="Held"/> counts as a pass.</summary>
[Closed]
public enum CaseOutcome
{
    /// <summary>It was looked at, and nothing was wrong.</summary>
    Held,

    /// <summary>Something was wrong.</summary>
    Diverged,

    /// <summary>Something was wrong that the baseline names.</summary>
    Known,

    /// <summary>It was not looked at.</summary>
    Skipped,

    /// <summary>The run did not come to its end, or to no verdict.</summary>
    Undecided,
}
