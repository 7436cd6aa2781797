using System.Diagnostics;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// A subject behind the protocol. It is judged loosely. What it diverges in is tried again before it is called confirmed; if
/// it stops in the middle of a run twice in the same way, that is a divergence as well.
/// </summary>
public sealed class SubjectUnderTest : IUnderTest
{
    private readonly ISubject _subject;
    private readonly SubjectOptions _options;
    private readonly Func<ISubject>? _another;
    private readonly SubjectTally _tally = new();
    private readonly SubjectStops _stops;
    private readonly SnapshotSuspicion _suspicion;
    private readonly Dictionary<string, string> _lacking = new(StringComparer.Ordinal);
    private int _leftOut;

    /// <summary>The subject, and how it is asked.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="options">How it is asked.</param>
    /// <param name="another">Starts another of the same; null if there is only one.</param>
    public SubjectUnderTest(ISubject subject, SubjectOptions options, Func<ISubject>? another = null)
    {
        _another = another;
        _subject = subject;
        _options = options;
        _stops = new SubjectStops(options);
        _suspicion = new SnapshotSuspicion(subject, options);
    }

    /// <inheritdoc/>
    public SubjectReport Report =>
        new(_subject.Name, _options.Level)
        {
            Missing = [.. OperationKinds.All.Except(_subject.Capabilities.Operations)],
            ScenariosLeftOut = _leftOut,
            Lacking = _lacking,
            Explained = _tally.Explained,
            Undecided = _tally.Undecided + _tally.NeverDone.Count,
            Reason =
                _tally.Undecided > 0 ? _tally.Reason
                : _tally.NeverDone.Count > 0
                    ? $"{CheckNames.Kinds.NameOf(_tally.NeverDone[0])} never succeeded, though it could have"
                : "",
            Left = _tally.Left,
            Restarts = _stops.Count,
            FirstStop = _stops.First,
        };

    /// <inheritdoc/>
    public bool CanRun(Scenario scenario)
    {
        if (Lack(scenario) is not string lack)
        {
            return true;
        }

        _leftOut++;
        foreach (string clause in scenario.Clauses)
        {
            _lacking.TryAdd(clause, lack);
        }

        return false;
    }

    /// <inheritdoc/>
    public string? Lack(Scenario scenario) => SubjectLacks.Of(scenario, _subject.Capabilities);

    /// <inheritdoc/>
    public ScenarioVerdict Judge(Scenario scenario) => new(ScenarioRunner.Run(scenario), Find(scenario));

    /// <inheritdoc/>
    public Finding? Find(Scenario scenario)
    {
        Scenario fitted = Fitted(scenario);
        return Run(fitted.World, fitted.Profile, new GivenOperations([.. fitted.Operations]), static (_, _) => { });
    }

    /// <summary>A scenario as the subject can be asked it.</summary>
    public Scenario Fitted(Scenario scenario) => FittedScenario.Of(scenario, _subject.Capabilities) ?? scenario;

    /// <inheritdoc/>
    public ShrunkFinding Shrink(Finding finding, int budget)
    {
        bool stops = finding.Divergence.Kind == DivergenceKind.Crash;
        SubjectOptions asking = _options.Shrinking(stops);

        // That it stops has come twice already.
        if (!stops && Again(finding) is int again && again < _options.Confirmations)
        {
            return new ShrunkFinding(finding, 0, $"{again} of {_options.Confirmations}");
        }

        Stopwatch watch = Stopwatch.StartNew();
        Shrinker shrinker = new(
            (world, profile, operations) => Try(world, profile, operations, asking),
            _options.ShrinkTime > TimeSpan.Zero ? budget : 0
        )
        {
            Scarce = [.. CapableWorld.Scarce(_subject.Capabilities)],
            IsOver = () =>
                watch.Elapsed > _options.ShrinkTime
                || _stops.IsShrinkingOver
                || _options.Cancellation.IsCancellationRequested,
        };
        return new ShrunkFinding(shrinker.Shrink(finding), shrinker.Tries);
    }

    /// <inheritdoc/>
    public ICheckEngine Generate(CheckOptions options) => new SubjectEngine(this, options);

    /// <summary>Whether a subject can follow a profile.</summary>
    public bool Allows(Profile profile) => SubjectLacks.Allows(_subject.Capabilities, profile);

    /// <summary>How many copies are needed beside this one for so many workers.</summary>
    internal int Copies(int workers) => _another is null ? 0 : Math.Max(workers, 1) - 1;

    /// <summary>Another subject of the same, asked in the same way.</summary>
    internal SubjectUnderTest Copy() => new(_another!(), _options);

    /// <summary>Ends a copy; what it has counted counts here.</summary>
    internal void TakeBack(SubjectUnderTest copy)
    {
        copy._subject.Dispose();
        _tally.Add(copy._tally);
        _stops.Add(copy._stops);
    }

    /// <summary>The kinds of operation of these that the subject carries out.</summary>
    internal Sequence<OperationKind> KindsOf(Sequence<OperationKind> wanted) =>
        [.. (wanted.Count == 0 ? [.. OperationKinds.All] : wanted).Where(_subject.Capabilities.Operations.Contains)];

    /// <summary>An operation as it means the same on it.</summary>
    internal Operation Widen(Operation operation, World world) =>
        RoomyOperations.Widen(operation, world, _subject.Capabilities);

    /// <summary>The largest part of a world that the subject can be reset to.</summary>
    internal World WorldOf(World wanted) => CapableWorld.Of(wanted, _subject.Capabilities);

    /// <summary>Runs operations, and again if the subject stops; what they diverge in, or null.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="source">The operations.</param>
    /// <param name="answered">Is told of each answer.</param>
    /// <param name="isFast">Whether the optimized machine judges as long as it agrees.</param>
    /// <exception cref="SubjectException">It cannot be asked any more.</exception>
    internal Finding? Run(
        World world,
        Profile profile,
        IOperationSource source,
        Action<Operation, ClauseSet> answered,
        bool isFast = false
    )
    {
        SubjectRun run = new(_subject, _options, answered) { Tally = _tally, IsFast = isFast };
        RunEnd end = run.Run(world, profile, source);
        _tally.Explained += run.Explained;
        switch (end)
        {
            case RunEnd.Allowed allowed:
                return Confirmed(allowed, world, profile);
            case RunEnd.Diverged diverged:
                return diverged.Finding;
            case RunEnd.Open open:
                _tally.Leave(open.Reason, world, profile, open.Operations);
                return null;
            case RunEnd.Failed { Failure.Kind: SubjectFailureKind.Stopped } stopped:
                return Repeat(stopped, world, profile);
            case RunEnd.Failed failed:
                throw new SubjectException(failed.Failure);
        }

        throw new UnreachableException();
    }

    // One operation at a time, so that it shows at which it stops.
    private Finding? Repeat(RunEnd.Failed stopped, World world, Profile profile)
    {
        _stops.Note(stopped.Failure);
        SubjectRun run = new(_subject, _options.OneByOne, static (_, _) => { });
        switch (run.Run(world, profile, new GivenOperations(stopped.Operations)))
        {
            case RunEnd.Failed { Failure.Kind: SubjectFailureKind.Stopped, Operations.Count: > 0 } again:
                _stops.NoteAgain(again.Failure);
                return SubjectStops.Finding(again, world, profile);
            case RunEnd.Failed failed:
                throw new SubjectException(failed.Failure);
            case RunEnd.Diverged diverged:
                return diverged.Finding;
            case RunEnd.Allowed or RunEnd.Open:
                _tally.Leave(
                    $"it stopped once, and not again: {stopped.Failure.Sentence}",
                    world,
                    profile,
                    stopped.Operations
                );
                return null;
        }

        throw new UnreachableException();
    }

    private int Again(Finding finding)
    {
        int again = 0;
        for (int tries = 0; tries < _options.Confirmations && !_options.Cancellation.IsCancellationRequested; tries++)
        {
            Finding? found = Try(finding.World, finding.Profile, finding.Operations, _options);
            again += found?.Divergence.Clause == finding.Divergence.Clause ? 1 : 0;
        }

        return again;
    }

    // Whatever else goes wrong in a try, what was found stays.
    private Finding? Try(World world, Profile profile, Sequence<Operation> operations, SubjectOptions options)
    {
        SubjectRun run = new(_subject, options, static (_, _) => { });
        switch (run.Run(world, profile, new GivenOperations(operations)))
        {
            case RunEnd.Allowed allowed:
                return Confirmed(allowed, world, profile);
            case RunEnd.Diverged diverged:
                return diverged.Finding;
            case RunEnd.Failed failed:
                _stops.NoteWhileShrinking();
                return failed is { Failure.Kind: SubjectFailureKind.Stopped, Operations.Count: > 0 }
                    ? SubjectStops.Finding(failed, world, profile)
                    : null;
            case RunEnd.Open:
                return null;
        }

        throw new UnreachableException();
    }

    private Finding? Confirmed(RunEnd.Allowed allowed, World world, Profile profile) =>
        allowed.Suspect.Count > 0 ? _suspicion.Confirm(world, profile, allowed.Suspect) : null;
}
