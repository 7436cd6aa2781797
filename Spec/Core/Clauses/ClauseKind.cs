namespace HmmSpec.Spec;

/// <summary>What sort of statement a clause makes.</summary>
[Closed]
public enum ClauseKind
{
    /// <summary>What a step does.</summary>
    Rule,

    /// <summary>When a step or an operation is refused, with which error, and what the error leaves behind.</summary>
    Error,

    /// <summary>A freedom: what an implementation may choose, and which choice is the canonical one.</summary>
    Choice,

    /// <summary>What holds of every state or transition.</summary>
    Invariant,
}
