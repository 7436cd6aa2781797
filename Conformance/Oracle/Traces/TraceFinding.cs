using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>An answer of a trace that the specification does not allow.</summary>
/// <param name="File">The trace.</param>
/// <param name="Line">The line with the answer, from 1 on.</param>
/// <param name="What">Which answer of that line: <c>result 3 of the run</c>.</param>
/// <param name="Finding">The operations of the run up to it, and what is wrong.</param>
public sealed record TraceFinding(string File, long Line, string What, Finding Finding)
{
    /// <summary>The operation that was answered; the last one for what was seen afterwards.</summary>
    public string Operation { get; init; } = "";

    /// <summary>How many operations of the run were accepted before it.</summary>
    public long Accepted { get; init; }

    /// <summary>The line of the reset that begins the run; 0 if none does.</summary>
    public long Reset { get; init; }

    /// <summary>Whether other operations were in flight.</summary>
    public bool IsConcurrent { get; init; }

    /// <summary>Whether the operations of the finding are all that there were; not if they were too many to be kept.</summary>
    public bool IsWhole { get; init; } = true;
}
