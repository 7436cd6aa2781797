namespace HmmSpec.Spec;

/// <summary>When an invariant is evaluated.</summary>
[Closed]
public enum InvariantKind
{
    /// <summary>After every step, also in the middle of operations: what may be in flight stands in the formula.</summary>
    State,

    /// <summary>Where no activity is open: between the operations of one thread, and when several have all ended.</summary>
    Quiescent,

    /// <summary>Over a whole operation that ran alone: the state before it, its outcome, and the state after it.</summary>
    Step,
}
