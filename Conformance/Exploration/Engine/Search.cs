namespace HmmSpec.Exploration;

/// <summary>
/// A breadth-first search in blocks: first all threads expand the states of the block, unit by unit, then each thread
/// enters what was found into the parts of the visited set, part by part. Neither order depends on the number of threads.
/// </summary>
internal sealed partial class Search : IDisposable
{
    private readonly ExplorationOptions _options;
    private readonly Layout _layout;
    private readonly ITransitionSystem[] _systems;
    private readonly Candidates[] _candidates;
    private readonly CandidateBuffer[] _buffers;
    private readonly WorkUnit[] _units;
    private readonly int[][] _shares = new int[Layout.Units][];
    private readonly Frontier _frontier;
    private readonly VisitedSet _visited;
    private readonly BreachRecord _breaches = new();
    private readonly Tally _tally;
    private readonly Workers _workers;
    private int _turn;
    private int _active = 1;
    private double _progressAt;
    private double _checkpointAt;

    public Search(Func<ITransitionSystem> factory, ExplorationOptions options)
    {
        int threads = Math.Clamp(options.Threads, 1, Layout.Units);
        _options = options;
        _systems = [.. Enumerable.Range(0, threads).Select(_ => factory())];
        _layout = Layout.For(_systems[0], options);
        _buffers = [.. Enumerable.Range(0, Layout.Units).Select(_ => new CandidateBuffer(_layout))];
        _units = [.. Enumerable.Range(0, Layout.Units).Select(static _ => new WorkUnit())];
        int operations = _systems[0].Operations.Count;
        _candidates = [.. _systems.Select(_ => new Candidates(_layout, operations, _buffers[0]))];
        _frontier = new Frontier(_layout, options.FrontierLimit);
        _visited = new VisitedSet(_layout, _frontier.Tails);
        _tally = new Tally(operations);
        _workers = new Workers(threads);
        _progressAt = options.ProgressInterval.TotalSeconds;
        _checkpointAt = options.CheckpointInterval.TotalSeconds;
    }

    /// <summary>Searches until the end, or a reason to stop.</summary>
    public ExplorationResult Run()
    {
        if (_options.ResumePath is string path)
        {
            CheckpointReader.Read(path, Identity, Load);
        }
        else
        {
            Begin();
        }

        StopReason? reason = null;
        while (reason is null)
        {
            reason = _frontier.Waiting > 0 ? AfterBlock() : NextLevel();
        }

        return Result(reason.Value);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _workers.Dispose();
        _frontier.Dispose();
        _visited.Dispose();
    }

    private string Identity => $"{_options.Identity} {_layout}";

    private void Begin()
    {
        _candidates[0].Begin();
        _systems[0].Begin(_candidates[0]);
        _candidates[0].EndUnit();
        EnterAll(Few);
        _candidates[0].End();
        _buffers[0].Clear();
        _frontier.Advance();
    }

    // What stops the search before its next block, or null.
    private StopReason? AfterBlock()
    {
        if (_tally.Level >= _options.MaxDepth)
        {
            return StopReason.MaxDepth;
        }

        StopReason? reason =
            _options.StopAtViolation && _breaches.HasState ? StopReason.Violation
            : _visited.Count >= _options.MaxStates ? StopReason.MaxStates
            : IsOutOfMemory() ? StopReason.Memory
            : _options.Cancellation.IsCancellationRequested ? StopReason.Cancelled
            : null;
        if (reason is null)
        {
            Tell();
            Block();
        }

        return reason;
    }

    private StopReason? NextLevel()
    {
        if (_options.StopAtViolation && _breaches.HasAny)
        {
            return StopReason.Violation;
        }

        _frontier.Advance();
        _tally.Level++;
        return _frontier.Waiting == 0 ? StopReason.Complete : null;
    }

    private bool IsOutOfMemory()
    {
        long bytes = Bytes();
        _tally.PeakBytes = Math.Max(_tally.PeakBytes, bytes);
        return bytes + _visited.Growth > _options.MemoryLimit || _visited.IsFull;
    }

    private long Bytes() =>
        _visited.Bytes
        + _frontier.Bytes
        + _buffers.Sum(static buffer => buffer.Bytes)
        + (_candidates.Length * Candidates.Bytes);

    private void Tell()
    {
        double seconds = _tally.SecondsHere;
        if (seconds >= _progressAt && _options.Progress is not null)
        {
            _progressAt = seconds + _options.ProgressInterval.TotalSeconds;
            long states = _visited.Count;
            double rate = (states - _tally.StatesBefore) / seconds;
            _options.Progress(
                new ExplorationProgress(
                    states,
                    _tally.Transitions,
                    _tally.Depth,
                    _frontier.Waiting + _frontier.Next,
                    rate,
                    Bytes(),
                    _tally.Seconds
                )
            );
        }

        if (seconds >= _checkpointAt && _options.CheckpointPath is string path)
        {
            Write(path);
            _checkpointAt = _tally.SecondsHere + _options.CheckpointInterval.TotalSeconds;
        }
    }

    // What was searched must not be lost because the disk is full.
    private bool Write(string path)
    {
        try
        {
            CheckpointWriter.Write(path, Identity, Save);
            return true;
        }
        catch (CheckpointException exception) when (_options.Unwritten is not null)
        {
            _options.Unwritten(exception.Message);
            return false;
        }
    }

    private ExplorationResult Result(StopReason reason)
    {
        bool canGoOn =
            reason == StopReason.Cancelled
            || (
                _options.CheckpointAtLimits
                && reason is (StopReason.MaxStates or StopReason.MaxDepth or StopReason.Memory)
            );
        string? checkpoint = canGoOn && _options.CheckpointPath is string path && Write(path) ? path : null;

        long states = _visited.Count;
        return new ExplorationResult
        {
            Reason = reason,
            States = states,
            Transitions = _tally.Transitions,
            Changing = _tally.Changing,
            Depth = _tally.Depth,
            Operations = _systems[0].Operations,
            OperationCounts = _tally.Operations,
            Seconds = _tally.Seconds,
            CpuSeconds = _tally.CpuSeconds,
            PeakBytes = Math.Max(_tally.PeakBytes, Bytes()),
            CollisionProbability =
                _layout.IsPacked || _layout.KeepsBytes ? 0 : (double)states * states / Math.Pow(2, 65),
            Violation = _breaches.Shortest(_visited),
            Violations = _tally.Breaches,
            Systems = _systems,
            Edges = _layout.KeepsEdges ? new EdgeSet(_visited) : null,
            Checkpoint = checkpoint,
        };
    }

    private void Save(CheckpointWriter writer)
    {
        _tally.Save(writer);
        _breaches.Save(writer);
        _frontier.Save(writer);
        foreach (Shard shard in _visited.Shards)
        {
            shard.Save(writer);
        }
    }

    private void Load(CheckpointReader reader)
    {
        _tally.Load(reader);
        _breaches.Load(reader);
        _frontier.Load(reader);
        foreach (Shard shard in _visited.Shards)
        {
            shard.Load(reader);
        }

        _tally.StatesBefore = _visited.Count;
    }
}
