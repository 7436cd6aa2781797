using System.Runtime.InteropServices;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// One run of a subject from a reset on: operations are sent in batches, some batches ahead of the answers, and each answer is
/// judged.
/// </summary>
/// <param name="subject">The subject.</param>
/// <param name="options">How it is asked and judged.</param>
/// <param name="answered">Is told of each answer, with the clauses that the reference followed; none if it was not asked.</param>
internal sealed class SubjectRun(ISubject subject, SubjectOptions options, Action<Operation, ClauseSet> answered)
{
    private readonly List<Operation> _asked = [];
    private readonly Queue<int> _sizes = new();
    private FastJudge _judge = null!;
    private int _answers;
    private int _suspect;
    private RunEnd.Open? _left;

    /// <summary>Counts what never succeeds; null if nobody does.</summary>
    public SubjectTally? Tally { get; init; }

    /// <summary>Whether the optimized machine judges as long as it agrees.</summary>
    public bool IsFast { get; init; }

    /// <summary>How many answers needed something to have happened by itself, or a choice that is not canonical.</summary>
    public long Explained => _judge.Explained;

    /// <summary>Runs operations to their end, or to the first answer that is not allowed.</summary>
    public RunEnd Run(World world, Profile profile, IOperationSource source)
    {
        _asked.Clear();
        _sizes.Clear();
        _answers = 0;
        _suspect = 0;
        _left = null;
        _judge = new FastJudge(world, profile, subject.Capabilities.Events, options.Budget, IsFast);
        try
        {
            subject.Reset(world, profile);
            return Exchange(world, profile, source);
        }
        catch (SubjectException exception)
        {
            int asked = exception.Failure.IsAtReset ? 0 : _asked.Count;
            return new RunEnd.Failed(exception.Failure, Operations(asked), _answers);
        }
    }

    private RunEnd Exchange(World world, Profile profile, IOperationSource source)
    {
        int batch = options.Level == ObservationLevel.State ? 1 : options.Batch;
        bool hasMore = true;
        while (hasMore || _sizes.Count > 0)
        {
            while (hasMore && _sizes.Count < options.Ahead)
            {
                hasMore = Send(source, batch) == batch;
            }

            if (_sizes.TryDequeue(out int size) && Judge(world, profile, size) is { } end)
            {
                Drain();
                return end;
            }
        }

        return Settle(world, profile) ?? _left ?? (RunEnd)new RunEnd.Allowed(Operations(_suspect));
    }

    private int Send(IOperationSource source, int batch)
    {
        int first = _asked.Count;
        while (_asked.Count - first < batch && source.TryNext(out Operation? operation))
        {
            _asked.Add(operation);
        }

        int count = _asked.Count - first;
        if (count > 0)
        {
            subject.Send(CollectionsMarshal.AsSpan(_asked)[first..], options.Level);
            _sizes.Enqueue(count);
        }

        return count;
    }

    private RunEnd? Judge(World world, Profile profile, int size)
    {
        IReadOnlyList<Answer> answers = subject.Receive();
        foreach (Answer answer in answers)
        {
            Operation operation = _asked[_answers];
            Judgement judgement = _judge.Apply(operation, answer);
            _answers = _judge.Judged;
            bool isSuspect =
                _suspect == 0
                && options.Level != ObservationLevel.Outcome
                && _judge.Before is { } before
                && SnapshotSuspicion.Page(before, operation, answer) is not null;
            _suspect = isSuspect ? _answers : _suspect;
            answered(operation, _judge.Clauses);
            if (_judge.Canonical.Status == Status.Ok && !_judge.IsLeft)
            {
                Tally?.Count(operation, answer is { Kind: AnswerKind.Ended, IsKnown: true, Outcome.Status: Status.Ok });
            }

            if (answer.Kind == AnswerKind.Fault)
            {
                return Failed(SubjectFailureKind.Faulted, Sentence(judgement.Reason));
            }

            if (options.Level != ObservationLevel.Outcome && Tally?.ShowsNothing(operation, answer) == true)
            {
                return Failed(SubjectFailureKind.Protocol, Unseen());
            }

            if (End(world, profile, judgement, _answers) is { } end)
            {
                return end;
            }
        }

        if (answers.Count < size)
        {
            return _left
                ?? new RunEnd.Open(
                    $"what follows {OperationText.Format(_asked[_answers - 1])} was not run",
                    Operations(_answers)
                );
        }

        return null;
    }

    private RunEnd.Failed Failed(SubjectFailureKind kind, string sentence) =>
        new(new SubjectFailure(kind, sentence, (subject as WireSubject)?.Evidence), Operations(_answers), _answers);

    private string Unseen() =>
        $"The subject declares that it can be looked at as {ObservedNames.Levels.NameOf(options.Level)}, and many stores have "
        + "succeeded without a page in touched.";

    private RunEnd? Settle(World world, Profile profile)
    {
        if (_asked.Count == 0 || options.Level == ObservationLevel.Outcome || subject.Observe() is not { } seen)
        {
            return null;
        }

        Judgement judgement = _judge.Settle(_asked[^1], seen);
        return End(world, profile, judgement, judgement.Kind == JudgementKind.Diverges ? _judge.Judged : _asked.Count);
    }

    // What could not be decided may yet turn out to be impossible.
    private RunEnd? End(World world, Profile profile, Judgement judgement, int operations)
    {
        if (judgement.Kind == JudgementKind.Open && _judge.IsLeft)
        {
            _left ??= new RunEnd.Open(judgement.Reason, Operations(_judge.LeftAt));
            return null;
        }

        return judgement.Kind switch
        {
            JudgementKind.Allowed => null,
            JudgementKind.Open => new RunEnd.Open(judgement.Reason, Operations(operations)),
            JudgementKind.Diverges => new RunEnd.Diverged(
                new Finding(world, profile, Operations(operations), judgement.Divergence!)
            ),
        };
    }

    private Sequence<Operation> Operations(int count) =>
        Sequence.Create<Operation>(CollectionsMarshal.AsSpan(_asked)[..count]);

    // A subject that fails now is started again for the next run.
    private void Drain()
    {
        try
        {
            for (; _sizes.TryDequeue(out _); )
            {
                _ = subject.Receive();
            }
        }
        catch (SubjectException)
        {
            _sizes.Clear();
        }
    }

    private static string Sentence(string reason) => char.ToUpperInvariant(reason[0]) + reason[1..].TrimEnd('.') + ".";
}
