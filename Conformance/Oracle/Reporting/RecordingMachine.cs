using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A machine that remembers how its last operation ended.</summary>
internal sealed class RecordingMachine(IMachine machine) : IMachine
{
    /// <summary>The outcome of the last operation; null if it ended with an exception.</summary>
    public Outcome? Outcome { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<Event> Events => machine.Events;

    /// <inheritdoc/>
    public ReadOnlySpan<PageAddress> Touched => machine.Touched;

    /// <inheritdoc/>
    public Outcome Apply(Operation operation)
    {
        Outcome = null;
        Outcome outcome = machine.Apply(operation);
        Outcome = outcome;
        return outcome;
    }

    /// <inheritdoc/>
    public State Observe() => machine.Observe();

    /// <inheritdoc/>
    public PageView ViewPage(int process, int page) => machine.ViewPage(process, page);

    /// <inheritdoc/>
    public MirrorView ViewMirror(int process, int device, int page) => machine.ViewMirror(process, device, page);
}
