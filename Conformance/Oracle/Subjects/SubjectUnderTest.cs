using System.Diagnostics;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Reference;
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
    private int _leftOut;
    private int _restarts;
    private int _limited;

    /// <summary>The subject, and how it is asked.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="options">How it is asked.</param>
    /// <param name="another">Starts another of the same; null if there is only one.</param>
    public SubjectUnderTest(ISubject subject, SubjectOptions options, Func<ISubject>? another = null)
    {
        _subject = subject;
        _options = options;
        _another = another;
    }

    /// <inheritdoc/>
    public SubjectReport Report =>
        new(_subject.Name, _options.Level)
        {
            Missing = [.. OperationKinds.All.Except(_subject.Capabilities.Operations)],
            ScenariosLeftOut = _leftOut,
            Explained = _tally.Explained,
            Undecided = _tally.Undecided + _tally.NeverDone.Count,
            Reason =
                _tally.Undecided > 0 ? _tally.Reason
                : _tally.NeverDone.Count > 0
                    ? $"{CheckNames.Kinds.NameOf(_tally.NeverDone[0])} never succeeded, though it could have"
                : "",
            Restarts = _restarts,
        };

    /// <inheritdoc/>
    public bool CanRun(Scenario scenario)
    {
        bool can =
            CapableWorld.Fits(scenario.World, _subject.Capabilities)
            && Allows(scenario.Profile)
            && scenario.Operations.All(operation =>
                _subject.Capabilities.Operations.Contains(OperationKinds.Of(operation))
            );
        _leftOut += can ? 0 : 1;
        return can;
    }

    /// <inheritdoc/>
    public ScenarioVerdict Judge(Scenario scenario) => new(ScenarioRunner.Run(scenario), Find(scenario));

    /// <inheritdoc/>
    public Finding? Find(Scenario scenario) =>
        Run(scenario.World, scenario.Profile, [.. scenario.Operations], mayLeave: true);

    /// <inheritdoc/>
    public ShrunkFinding Shrink(Finding finding, int budget)
    {
        int again = 0;
        for (int tries = 0; tries < _options.Confirmations; tries++)
        {
            Finding? found = Run(finding.World, finding.Profile, finding.Operations, mayLeave: false);
            again += found?.Divergence.Clause == finding.Divergence.Clause ? 1 : 0;
        }

        if (again < _options.Confirmations)
        {
            return new ShrunkFinding(finding, 0, $"{again} of {_options.Confirmations}");
        }

        Stopwatch watch = Stopwatch.StartNew();
        Shrinker shrinker = new(
            (world, profile, operations) => Run(world, profile, operations, mayLeave: false),
            _options.ShrinkTime > TimeSpan.Zero ? budget : 0
        )
        {
            IsOver = () => watch.Elapsed > _options.ShrinkTime,
        };
        return new ShrunkFinding(shrinker.Shrink(finding), shrinker.Tries);
    }

    /// <inheritdoc/>
    public ICheckEngine Generate(CheckOptions options) => new SubjectEngine(this, options);

    /// <summary>Whether a subject can follow a profile.</summary>
    public bool Allows(Profile profile) =>
        _subject.Capabilities.Profiles.Count == 0 || _subject.Capabilities.Profiles.Contains(profile.Name);

    /// <summary>How many copies are needed beside this one for so many workers.</summary>
    internal int Copies(int workers) => _another is null ? 0 : Math.Max(workers, 1) - 1;

    /// <summary>Another subject of the same, asked in the same way.</summary>
    internal SubjectUnderTest Copy() => new(_another!(), _options);

    /// <summary>Ends a copy; what it has counted counts here.</summary>
    internal void TakeBack(SubjectUnderTest copy)
    {
        copy._subject.Dispose();
        _tally.Add(copy._tally);
        _restarts += copy._restarts;
    }

    /// <summary>The kinds of operation of these that the subject carries out.</summary>
    internal Sequence<OperationKind> KindsOf(Sequence<OperationKind> wanted) =>
        [.. (wanted.Count == 0 ? [.. OperationKinds.All] : wanted).Where(_subject.Capabilities.Operations.Contains)];

    /// <summary>The largest part of a world that the subject can be reset to.</summary>
    internal World WorldOf(World wanted) => CapableWorld.Of(wanted, _subject.Capabilities);

    /// <summary>Runs operations, and again if the subject stops; what they diverge in, or null.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="source">The operations.</param>
    /// <param name="answered">Is told of each answer.</param>
    /// <exception cref="SubjectException">It cannot be asked any more.</exception>
    internal Finding? Run(World world, Profile profile, IOperationSource source, Action<Operation, ClauseSet> answered)
    {
        SubjectRun run = new(_subject, _options, answered) { Tally = _tally };
        RunEnd end = run.Run(world, profile, source);
        _tally.Explained += run.Explained;
        return Found(end, world, profile, mayLeave: true);
    }

    private Finding? Run(World world, Profile profile, Sequence<Operation> operations, bool mayLeave)
    {
        SubjectRun run = new(_subject, _options, static (_, _) => { });
        return Found(run.Run(world, profile, new GivenOperations(operations)), world, profile, mayLeave);
    }

    private Finding? Found(RunEnd end, World world, Profile profile, bool mayLeave)
    {
        switch (end)
        {
            case RunEnd.Allowed:
                return null;
            case RunEnd.Diverged diverged:
                return diverged.Finding;
            case RunEnd.Open open:
                if (mayLeave)
                {
                    _tally.Leave(open.Reason);
                }

                return null;
            case RunEnd.Failed { Failure.Kind: SubjectFailureKind.Stopped } stopped:
                return Again(stopped, world, profile, mayLeave);
            case RunEnd.Failed failed:
                throw new SubjectException(failed.Failure);
        }

        throw new UnreachableException();
    }

    // One operation at a time, so that it shows at which it stops.
    private Finding? Again(RunEnd.Failed stopped, World world, Profile profile, bool mayLeave)
    {
        _restarts++;
        if (stopped.Operations.Count == 0)
        {
            throw new SubjectException(stopped.Failure);
        }

        SubjectRun run = new(_subject, _options with { Batch = 1 }, static (_, _) => { });
        RunEnd end = run.Run(world, profile, new GivenOperations(stopped.Operations));
        if (end is RunEnd.Failed { Failure.Kind: SubjectFailureKind.Stopped } again)
        {
            _restarts++;
            return Stopping(again, world, profile);
        }

        if (end is RunEnd.Allowed && mayLeave)
        {
            LimitRestarts(stopped.Failure);
            _tally.Leave($"it stopped once, and not again: {stopped.Failure.Sentence}");
            return null;
        }

        return Found(end, world, profile, mayLeave);
    }

    // A subject that stops each time is one that diverges; of one that stops now and then only so much is borne.
    private void LimitRestarts(SubjectFailure failure)
    {
        _limited++;
        if (_limited > _options.Restarts)
        {
            throw new SubjectException(
                failure with
                {
                    Sentence = $"The subject had to be started again {_options.Restarts} times. {failure.Sentence}",
                }
            );
        }
    }

    private static Finding Stopping(RunEnd.Failed stopped, World world, Profile profile)
    {
        int at = Math.Min(stopped.Answered, stopped.Operations.Count - 1);
        State state = ReferenceModel.Init(world, profile);
        foreach (Operation earlier in stopped.Operations.Take(at))
        {
            state = ReferenceModel.Run(state, earlier).After;
        }

        Operation last = stopped.Operations[at];
        Divergence divergence = Divergences.OfStopping(state, last, stopped.Failure.Sentence);
        return new Finding(world, profile, [.. stopped.Operations.Take(at + 1)], divergence);
    }
}
