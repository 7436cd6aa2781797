using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>How far an operation in flight is.</summary>
[Closed]
internal enum FlightStage
{
    /// <summary>It was called, and has taken no step.</summary>
    Called,

    /// <summary>It is in the middle.</summary>
    Running,

    /// <summary>It has its outcome, and has not returned.</summary>
    Ended,
}

/// <summary>An operation in flight: between its call and its return.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Stage">How far it is.</param>
/// <param name="Activity">What is still to be done; null if nothing is.</param>
/// <param name="Outcome">How it ended, once it has.</param>
internal readonly record struct Flight(Operation Operation, FlightStage Stage, Activity? Activity, Outcome Outcome)
{
    /// <summary>An operation that was called.</summary>
    public static Flight Of(Operation operation) =>
        new(operation, FlightStage.Called, Reference.ReferenceModel.Begin(operation), default);

    /// <summary>The operation after a step of it. How often a device faulted is not judged, and not kept.</summary>
    public Flight After(Successor step) =>
        step.Activity is null
            ? new Flight(Operation, FlightStage.Ended, null, step.Outcome with { Faults = 0 })
            : new Flight(Operation, FlightStage.Running, step.Activity, default);
}
