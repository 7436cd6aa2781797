using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>How strictly an implementation is compared with the reference.</summary>
[Closed]
public enum Comparison
{
    /// <summary>Outcome, events and state are the canonical ones: for a machine that makes the canonical choices.</summary>
    Exact,

    /// <summary>
    /// Outcome and state are ones that the specification allows from the state that the machine was in, by whatever
    /// choices; events are not looked at.
    /// </summary>
    Loose,
}
