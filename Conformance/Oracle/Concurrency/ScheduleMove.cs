using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A move of somebody who drives several operations: an explorer, a random scheduler.</summary>
[Closed]
public abstract record ScheduleMove
{
    /// <summary>Whose move it is, counted from 0; an agent does one operation after another.</summary>
    public required int Agent { get; init; }
}

/// <summary>An operation begins; no step of it is taken.</summary>
/// <param name="Operation">The operation.</param>
public sealed record Begun(Operation Operation) : ScheduleMove;

/// <summary>A step is taken.</summary>
/// <param name="Step">The step; its choice, its label and, of the last one, its outcome are written down.</param>
public sealed record Stepped(Successor Step) : ScheduleMove;
