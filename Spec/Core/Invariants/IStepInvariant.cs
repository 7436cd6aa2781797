namespace HmmSpec.Spec;

/// <summary>An invariant of an operation that ran alone from beginning to end.</summary>
public interface IStepInvariant : IInvariant
{
    /// <summary>How the operation breaks it, or null. Both states must keep the invariants of states.</summary>
    Violation? Check(State before, Operation operation, Outcome outcome, State after);
}
