namespace HmmSpec.Conformance;

/// <summary>What a trace came to.</summary>
/// <param name="File">The trace.</param>
public sealed record TraceSummary(string File)
{
    /// <summary>How many lines were read.</summary>
    public long Lines { get; init; }

    /// <summary>How many runs there were in which something was done.</summary>
    public long Runs { get; init; }

    /// <summary>How many answers were judged.</summary>
    public long Operations { get; init; }

    /// <summary>How many answers were passed over, because their run had diverged or was undecided before.</summary>
    public long Skipped { get; init; }

    /// <summary>How many operations have no answer.</summary>
    public long Unanswered { get; init; }

    /// <summary>How many answers needed something to have happened by itself, or a choice that is not canonical.</summary>
    public long Explained { get; init; }

    /// <summary>How many runs diverge.</summary>
    public long Diverging { get; init; }

    /// <summary>The clauses that they break, each once, in the order in which they were found.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    /// <summary>How many runs are undecided.</summary>
    public long Undecided { get; init; }

    /// <summary>Why the first of them is; empty if none is.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether it was stopped before the end of the trace: by the first divergence, or from outside.</summary>
    public bool WasStopped { get; init; }

    /// <summary>Why the trace could not be read to its end; null if it could.</summary>
    public TraceProblem? Problem { get; init; }

    /// <summary>The verdict on what was judged.</summary>
    public Verdict Verdict =>
        Clauses.Count > 0 ? Verdict.Diverges(string.Join(", ", Clauses))
        : Undecided > 0 ? Verdict.Inconclusive(Reason)
        : Problem is not null ? Verdict.Inconclusive("the trace cannot be read to its end")
        : WasStopped ? Verdict.Inconclusive("it was stopped before the end of the trace")
        : Operations == 0 ? Verdict.Inconclusive("nothing was run")
        : Verdict.Conforms;
}
