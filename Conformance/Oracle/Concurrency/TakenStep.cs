using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A step that an operation took in a run of several.</summary>
/// <param name="Name">Which operation; empty for one that runs alone between the others.</param>
/// <param name="Step">The step.</param>
/// <param name="Before">Before it.</param>
/// <param name="After">After it.</param>
/// <param name="Locks">What it did to the locks.</param>
public sealed record TakenStep(string Name, Successor Step, Interleaving Before, Interleaving After, LockChange Locks)
{
    /// <summary>Its label, in the kernel's words.</summary>
    public string Label => StepLabels.Of(Step.Step);

    /// <summary>What it breaks, in one sentence: an invariant, flat memory, the rules of the locks; null if nothing.</summary>
    public string? Violation { get; init; }

    /// <summary>Who waits after it, and for what, in the order in which they began.</summary>
    public IReadOnlyList<Waiting> Waiting { get; init; } = [];
}
