namespace HmmSpec.Properties;

/// <summary>
/// The agent of the highest priority that is not blocked (PCT, probabilistic concurrency testing): each operation draws a
/// priority, and at a few steps that were drawn before, the agent that moves falls behind all others. A fault that needs
/// few switches is met this way with a chance that does not fall with the length of the run as that of uniform schedules
/// does.
/// </summary>
internal sealed class PriorityScheduler : IScheduler
{
    private const int MostChanges = 4;
    private const int LongestRun = 64;

    private readonly int[] _priorities;
    private readonly int[] _changes;
    private int _lowest;
    private int _steps;
    private int _mover = -1;
    private int _run;

    /// <summary>A scheduler for runs of about this many steps.</summary>
    public PriorityScheduler(int agents, int steps, ref Random64 random)
    {
        _priorities = new int[agents];
        _changes = new int[1 + random.Below(MostChanges)];
        for (int change = 0; change < _changes.Length; change++)
        {
            _changes[change] = 1 + random.Below(steps);
        }
    }

    /// <inheritdoc/>
    public int Pick(uint candidates, ref Random64 random)
    {
        int best = -1;
        for (int agent = 0; agent < _priorities.Length; agent++)
        {
            bool better = (candidates >> agent & 1) != 0 && (best < 0 || _priorities[agent] > _priorities[best]);
            best = better ? agent : best;
        }

        return best;
    }

    /// <inheritdoc/>
    public void Begins(int agent, ref Random64 random) => _priorities[agent] = 1 + random.Below(1 << 20);

    /// <inheritdoc/>
    public void Moved(int agent)
    {
        _steps++;
        _run = agent == _mover ? _run + 1 : 1;
        _mover = agent;

        // An agent may go in circles until another moves: no schedule that is fair lets it do so for ever.
        if (_run == LongestRun || _changes.Contains(_steps))
        {
            _priorities[agent] = --_lowest;
            _run = 0;
        }
    }
}
