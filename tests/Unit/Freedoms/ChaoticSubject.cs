using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>
/// A subject that uses every freedom that there is: it takes choices at random, pages are reclaimed, brought back, faulted
/// in, prefetched and dropped at any time, and it shows fewer rights than it could.
/// </summary>
/// <param name="seed">Where the randomness begins.</param>
/// <param name="percent">How often something happens by itself.</param>
internal sealed class ChaoticSubject(ulong seed, int percent) : ISubject
{
    private readonly Queue<IReadOnlyList<Answer>> _answers = new();
    private Random64 _random = new(seed);
    private State _state = State.Initial(World.Default, Profile.Strict);

    /// <summary>The state that it is in.</summary>
    public State State => _state;

    /// <inheritdoc/>
    public string Name => "chaos";

    /// <inheritdoc/>
    public Capabilities Capabilities { get; } = new([.. OperationKinds.All], 2, 8, 2);

    /// <inheritdoc/>
    public void Reset(World world, Profile profile) => _state = ReferenceModel.Init(world, profile);

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<Operation> operations, ObservationLevel level)
    {
        List<Answer> answers = [];
        foreach (Operation operation in operations)
        {
            answers.Add(Answered(operation, level));
        }

        _answers.Enqueue(answers);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Answer> Receive() => _answers.Dequeue();

    /// <inheritdoc/>
    public StateObservation? Observe() => Less(StateObservation.Of(_state));

    /// <inheritdoc/>
    public void Dispose() { }

    private Answer Answered(Operation operation, ObservationLevel level)
    {
        List<Event> events = [];
        State before = _state;
        Happen(events);
        Outcome outcome = Run(ReferenceModel.Begin(operation), events);
        Happen(events);
        Answer answer = Answer.Of(outcome);
        return level switch
        {
            ObservationLevel.Outcome => answer,
            ObservationLevel.Touched => answer with { Events = [.. events], Touched = Touched(before, operation) },
            ObservationLevel.State => answer with
            {
                Events = [.. events],
                Touched = Touched(before, operation),
                State = Less(StateObservation.Of(_state)),
            },
        };
    }

    private void Happen(List<Event> events)
    {
        while (_random.Chance(percent))
        {
            Spontaneous[] all =
            [
                .. Enumerable
                    .Range(0, _state.World.Processes * _state.World.Pages)
                    .SelectMany(index =>
                        Happenings.At(_state, new PageAddress(index / _state.World.Pages, index % _state.World.Pages))
                    ),
            ];
            if (all.Length > 0)
            {
                State before = _state;
                Spontaneous happening = all[_random.Below(all.Length)];
                if (Run(ReferenceModel.Begin(happening), events).Status != Status.Ok)
                {
                    _state = before;
                }
            }
        }
    }

    private Outcome Run(Activity begun, List<Event> events)
    {
        Activity? activity = begun;
        Outcome outcome = default;
        while (activity is not null)
        {
            Successor[] all = [.. ReferenceModel.Next(_state, activity).All];
            Successor next = all[_random.Chance(70) ? 0 : _random.Below(all.Length)];
            _state = next.State;
            activity = next.Activity;
            outcome = next.Outcome;
            events.AddRange(next.Events);
        }

        return outcome;
    }

    private Sequence<PageObservation> Touched(State before, Operation operation)
    {
        List<PageObservation> seen = [];
        (int named, PageRange range) = Footprint.Of(operation, _state);
        for (int process = 0; process < _state.World.Processes; process++)
        {
            for (int page = 0; _state.IsAlive(process) && page < _state.World.Pages; page++)
            {
                bool changed =
                    PageView.Of(before, process, page) != PageView.Of(_state, process, page)
                    || (process == named && range.Contains(new PageRange(page, 1)));
                if (changed)
                {
                    seen.Add(Less(PageObservation.Of(_state, process, page)));
                }
            }
        }

        return [.. seen];
    }

    private StateObservation Less(StateObservation seen) =>
        seen with
        {
            Pages = [.. seen.Pages.Select(Less)],
            Devices = [.. seen.Devices.Select(device => device with { UsedIovas = null })],
        };

    private PageObservation Less(PageObservation page) =>
        page with
        {
            Young = _random.Chance(50),
            Dirty = page.Dirty == true || _random.Chance(20),
            Writable = page.Writable == true && _random.Chance(90),
            Cached = page.Cached == true && _random.Chance(50),
            CachedWritable = null,
            Mirrors = [.. page.Mirrors.Select(Less)],
        };

    private MirrorObservation Less(MirrorObservation mirror) =>
        mirror with
        {
            Writable = mirror.Writable == true && _random.Chance(90),
        };
}
