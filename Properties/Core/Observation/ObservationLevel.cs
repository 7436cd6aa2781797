using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>How much of an implementation is looked at after an operation.</summary>
[Closed]
public enum ObservationLevel
{
    /// <summary>What the operations deliver.</summary>
    Outcome,

    /// <summary>That, the events, and the pages that the operation touched.</summary>
    Touched,

    /// <summary>That, and everything else that can be seen.</summary>
    State,
}
