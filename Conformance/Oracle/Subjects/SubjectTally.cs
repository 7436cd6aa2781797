using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a subject has not been able to decide, and what it never did.</summary>
internal sealed class SubjectTally
{
    private const int Enough = 50;

    private readonly long[] _wanted = new long[OperationKinds.All.Count];
    private readonly long[] _done = new long[OperationKinds.All.Count];
    private int _unseenStores;
    private bool _hasShown;

    /// <summary>How many answers needed something to have happened by itself, or a choice that is not canonical.</summary>
    public long Explained { get; set; }

    /// <summary>How many runs were left undecided.</summary>
    public long Undecided { get; private set; }

    /// <summary>Why the first of them was.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The operations of the first of them; null if there is none.</summary>
    public Scenario? Left { get; private set; }

    /// <summary>Adds what another one counted.</summary>
    public void Add(SubjectTally other)
    {
        Explained += other.Explained;
        Reason = Undecided == 0 ? other.Reason : Reason;
        Left ??= other.Left;
        Undecided += other.Undecided;
        for (int kind = 0; kind < _wanted.Length; kind++)
        {
            _wanted[kind] += other._wanted[kind];
            _done[kind] += other._done[kind];
        }
    }

    /// <summary>A run was left undecided.</summary>
    public void Leave(string reason, World world, Profile profile, Sequence<Operation> operations)
    {
        Undecided++;
        Reason = Reason.Length == 0 ? reason : Reason;
        Left ??= ReplayFile.OfUndecided(reason, world, profile, operations);
    }

    /// <summary>An operation was answered that succeeds canonically.</summary>
    public void Count(Operation operation, bool succeeded)
    {
        int kind = (int)OperationKinds.Of(operation);
        _wanted[kind]++;
        _done[kind] += succeeded ? 1 : 0;
    }

    /// <summary>
    /// Looks at what an answer shows that was to show the pages; whether enough stores have succeeded without a page shown to
    /// say that none ever is.
    /// </summary>
    public bool ShowsNothing(Operation operation, Answer answer)
    {
        _hasShown |= answer.Touched.Count > 0 || answer.State is not null;
        if (!_hasShown && operation is Store && answer is { Kind: AnswerKind.Ended, Outcome.Status: Status.Ok })
        {
            _unseenStores++;
        }

        return !_hasShown && _unseenStores >= Enough;
    }

    /// <summary>
    /// The kinds of operation that could have succeeded often and never did: each refusal may be allowed, and all of them
    /// together show nothing.
    /// </summary>
    public IReadOnlyList<OperationKind> NeverDone =>
        [.. OperationKinds.All.Where(kind => _wanted[(int)kind] >= Enough && _done[(int)kind] == 0)];
}
