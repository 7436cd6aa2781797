using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a run says of an entry of a baseline.</summary>
[Closed]
public enum EntryState
{
    /// <summary>It still diverges.</summary>
    Diverges,

    /// <summary>It no longer does: the entry is to be removed.</summary>
    Stale,

    /// <summary>It was not seen, and the run did not look at everything that it was to look at.</summary>
    Undecided,
}

/// <summary>An entry of a baseline, and what a run says of it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="State">What the run says.</param>
/// <param name="Times">In how many files, scenarios and generated sequences it diverged.</param>
public sealed record EntryOutcome(BaselineEntry Entry, EntryState State, long Times)
{
    /// <summary>Whether the baseline does not have it yet.</summary>
    public bool IsNew { get; init; }

    /// <summary>The word of the state.</summary>
    public string Word =>
        State switch
        {
            EntryState.Diverges => "diverges",
            EntryState.Stale => "stale",
            EntryState.Undecided => "undecided",
        };
}
