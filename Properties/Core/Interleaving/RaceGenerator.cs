using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Generates races and carries them out at once: each operation is drawn for the state in which it begins. A race
/// depends on its seed and the settings only.
/// </summary>
/// <param name="model">Whose steps.</param>
/// <param name="settings">What the races are like.</param>
public sealed class RaceGenerator(IStepModel model, RaceSettings settings)
{
    private const int OtherChoicePercent = 12;
    private const int LongestSetup = 5;
    private const int FocusPages = 2;

    // The clock is asked once in so many steps.
    private const int AskPeriod = 64;

    // About as many steps as an operation takes: where the changes of priorities are drawn from.
    private const int UsualSteps = 8;

    private readonly long[] _perKind = new long[OperationKinds.All.Count];
    private Random64 _random;
    private bool _isCut;
    private OperationGenerator _operations = null!;
    private RaceRecorder _recorder = null!;

    /// <summary>How many operations of each kind were begun in all races up to now, those before the race counted.</summary>
    public IReadOnlyList<long> PerKind => _perKind;

    /// <summary>Says whether it is time to stop, in the middle of a race too; never unless told otherwise.</summary>
    public Func<bool> IsOver { get; init; } = static () => false;

    /// <summary>The race that a seed stands for.</summary>
    public RaceRun Run(ulong seed)
    {
        _random = new Random64(seed);
        _recorder = new RaceRecorder(model, settings.World, settings.Profile, settings.Agents);
        int first = _random.Below(settings.World.Pages);
        _operations = new OperationGenerator(settings.Weights.Swarm(ref _random), _random.Next())
        {
            Focus = new PageRange(first, Math.Min(FocusPages, settings.World.Pages - first)),
        };
        Prepare();
        int[] left = new int[settings.Agents];
        int operations = 0;
        for (int agent = 0; agent < left.Length; agent++)
        {
            left[agent] = _random.Between(1, settings.Length);
            operations += left[agent];
        }

        int switches = Race(left, operations * UsualSteps);
        _recorder.CountInto(_perKind);
        RaceFinding? finding = _recorder.Finding();
        return new RaceRun(finding, operations, _recorder.Steps, switches, _recorder.Clauses)
        {
            IsCut = _isCut && finding is null,
        };
    }

    /// <summary>What a race needs before anything can meet: devices, mirrors, mapped pages, and something in them.</summary>
    private void Prepare()
    {
        foreach (Operation operation in RaceStage.Draw(settings, _operations.Focus, ref _random))
        {
            Prepare(operation);
        }

        for (int count = _random.Below(LongestSetup + 1); count > 0; count--)
        {
            Prepare(_operations.Next(_recorder.Position.Now.State));
        }
    }

    private void Prepare(Operation operation)
    {
        if (!_recorder.IsOver)
        {
            _recorder.Prepare(operation);
        }
    }

    private int Race(int[] left, int usual)
    {
        IScheduler scheduler = _random.Chance(50)
            ? new UniformScheduler()
            : new PriorityScheduler(left.Length, usual, ref _random);
        int patience = RaceRecorder.Patience(settings.World) * left.Sum();
        int mover = -1;
        int switches = 0;
        _isCut = false;
        for (int steps = 0; !_recorder.IsOver && !_isCut; steps++)
        {
            if (steps == patience)
            {
                scheduler = new UniformScheduler();
            }

            int moved = Move(scheduler, left);
            if (moved < 0)
            {
                break;
            }

            switches += moved != mover && mover >= 0 ? 1 : 0;
            mover = moved;
            _isCut = steps % AskPeriod == AskPeriod - 1 && IsOver();
            if (steps == 2 * patience)
            {
                _recorder.StopAsEndless(patience);
            }
        }

        return switches;
    }

    /// <summary>Lets one agent take a step: which one, or -1 if none can.</summary>
    private int Move(IScheduler scheduler, int[] left)
    {
        uint candidates = 0;
        for (int agent = 0; agent < left.Length; agent++)
        {
            candidates |= left[agent] > 0 || _recorder.Position.IsBusy(agent) ? 1U << agent : 0;
        }

        bool waiting = candidates != 0;
        while (candidates != 0 && !_recorder.IsOver)
        {
            int agent = scheduler.Pick(candidates, ref _random);
            if (!_recorder.Position.IsBusy(agent))
            {
                left[agent]--;
                _recorder.Begin(agent, _operations.Next(_recorder.Position.Now.State));
                scheduler.Begins(agent, ref _random);
            }

            if (_recorder.TryStep(agent, Choose))
            {
                scheduler.Moved(agent);
                return agent;
            }

            candidates &= ~(1U << agent);
        }

        if (waiting && !_recorder.IsOver)
        {
            _recorder.StopInDeadlock();
        }

        return -1;
    }

    private Successor Choose(Successors successors)
    {
        if (!_random.Chance(OtherChoicePercent))
        {
            return successors.Canonical;
        }

        Successor[] all = [.. successors.All];
        return all[_random.Below(all.Length)];
    }
}
