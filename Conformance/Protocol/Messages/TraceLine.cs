using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>A line of a trace: what either side wrote, or the begin or end of an operation that had others beside it.</summary>
[Closed]
public abstract record TraceLine
{
    /// <summary>A request.</summary>
    /// <param name="Request">What was asked for.</param>
    public sealed record Asked(Request Request) : TraceLine;

    /// <summary>A reply.</summary>
    /// <param name="Reply">What was answered.</param>
    public sealed record Answered(Reply Reply) : TraceLine;

    /// <summary>An operation begins.</summary>
    /// <param name="Id">Its number, from 1 on.</param>
    /// <param name="Agent">Who carries it out.</param>
    /// <param name="Operation">The operation.</param>
    public sealed record Call(long Id, string Agent, Operation Operation) : TraceLine;

    /// <summary>An operation has ended.</summary>
    /// <param name="Id">The number of its call.</param>
    /// <param name="Result">How.</param>
    public sealed record Return(long Id, Answer Result) : TraceLine;
}
