using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>A machine in this process as a subject, at any level of observation.</summary>
/// <param name="name">What it is called.</param>
/// <param name="factory">Makes a machine in its initial state.</param>
public sealed class MachineSubject(string name, MachineFactory factory) : ISubject
{
    private readonly Queue<IReadOnlyList<Answer>> _answers = new();
    private IMachine? _machine;

    private World _world = World.Default;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Capabilities Capabilities { get; } =
        ModelCapabilities.All with
        {
            Levels = [.. Enum.GetValues<ObservationLevel>()],
            Events = [.. Enum.GetValues<EventKind>()],
        };

    private IMachine Machine =>
        _machine ?? throw new InvalidOperationException("A subject has to be reset before it is asked for anything.");

    /// <inheritdoc/>
    public void Reset(World world, Profile profile)
    {
        _world = world;
        _machine = factory(world, profile);
        _answers.Clear();
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<Operation> operations, ObservationLevel level)
    {
        List<Answer> answers = new(operations.Length);
        foreach (Operation operation in operations)
        {
            answers.Add(Look(Answer.Of(Machine.Apply(operation)), level));
        }

        _answers.Enqueue(answers);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Answer> Receive() => _answers.Dequeue();

    /// <inheritdoc/>
    public StateObservation? Observe() => StateObservation.Of(Machine.Observe());

    /// <inheritdoc/>
    public void Dispose() { }

    private Answer Look(Answer answer, ObservationLevel level) =>
        level switch
        {
            ObservationLevel.Outcome => answer,
            ObservationLevel.Touched => answer with { Events = Sequence.Create(Machine.Events), Touched = Touched() },
            ObservationLevel.State => answer with
            {
                Events = Sequence.Create(Machine.Events),
                Touched = Touched(),
                State = Observe(),
            },
        };

    private Sequence<PageObservation> Touched()
    {
        List<PageObservation> seen = [];
        HashSet<PageAddress> known = [];
        foreach (PageAddress page in Machine.Touched)
        {
            if (known.Add(page))
            {
                seen.Add(PageOf(page.Process, page.Page));
            }
        }

        return [.. seen];
    }

    private PageObservation PageOf(int process, int page) =>
        PageObservation.Of(process, page, Machine.ViewPage(process, page)) with
        {
            Mirrors =
            [
                .. Enumerable
                    .Range(0, _world.Devices)
                    .Select(device => MirrorObservation.Of(device, Machine.ViewMirror(process, device, page))),
            ],
        };
}
