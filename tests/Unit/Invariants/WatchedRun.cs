using HmmSpec.Conformance;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>Activities of the reference taking turns, with flat memory beside them; fails at the first violation.</summary>
internal sealed class WatchedRun(State start, FlatMemory flat)
{
    private readonly List<string> _story = [];
    private readonly List<Status> _ends = [];
    private readonly List<(int Number, Activity Activity)> _open = [];
    private FlatMemory _flat = flat;
    private int _begun;

    public WatchedRun(World world)
        : this(ReferenceModel.Init(world, Profile.Strict), FlatMemory.Initial(world)) { }

    public State State { get; private set; } = start;

    /// <summary>The numbers of the activities that have not ended.</summary>
    public IReadOnlyList<int> Open => [.. _open.Select(static activity => activity.Number)];

    /// <summary>How the operations ended, by their numbers; <see cref="Status.Ok"/> as long as they have not.</summary>
    public IReadOnlyList<Status> Ends => _ends;

    public int Begin(Operation operation)
    {
        _open.Add((_begun, ReferenceModel.Begin(operation)));
        _ends.Add(Status.Ok);
        _story.Add($"{_begun}: begins {OperationText.Format(operation)}");
        return _begun++;
    }

    /// <summary>One operation from beginning to end, step by step, while the others wait.</summary>
    public Outcome Run(Operation operation, Func<int, int>? below = null)
    {
        int number = Begin(operation);
        for (int step = 0; step < Patience; step++)
        {
            if (!TryStep(number, below, out Outcome? outcome))
            {
                Fail("waits, alone");
            }

            if (outcome is Outcome ended)
            {
                return ended;
            }
        }

        Fail("runs in a circle");
        return default;
    }

    /// <summary>
    /// One step of an activity, by the canonical choice or, given random numbers, by any; false if it waits for another.
    /// </summary>
    public bool TryStep(int number, Func<int, int>? below, out Outcome? outcome)
    {
        int index = _open.FindIndex(activity => activity.Number == number);
        Successors successors = ReferenceModel.Next(State, _open[index].Activity);
        outcome = null;
        if (successors.Blocked != Blocked.No)
        {
            return false;
        }

        Successor next = below?.Invoke(4) == 0 ? Any([.. successors.All], below) : successors.Canonical;
        outcome = next.Activity is null ? next.Outcome : null;
        Enter(next, index, number);
        return true;
    }

    /// <summary>Ends the test with what happened up to now.</summary>
    public void Fail(string reason) =>
        Assert.Fail($"{reason}\n\n{string.Join('\n', _story)}\n\n{StateText.Format(State)}");

    /// <summary>More steps than any operation takes alone.</summary>
    private const int Patience = 2000;

    private static Successor Any(Successor[] all, Func<int, int> below) => all[below(all.Length)];

    private void Enter(Successor next, int index, int number)
    {
        Assert.True(StepLabels.TryFind(next.Step) is not null, $"{next.Step} carries no label");
        _story.Add(
            $"{number}: {StepLabels.Of(next.Step)} ({string.Join(' ', Cited(next.Clauses))}) {next.Effect.Kind} {next.Choice.Kind}"
        );
        if (!_flat.Allows(next.Effect))
        {
            Fail($"TRN-1: flat memory does not allow {next.Effect}");
        }

        _flat = _flat.After(next.Effect);
        State = next.State;
        if (next.Activity is null)
        {
            _open.RemoveAt(index);
            _ends[number] = next.Outcome.Status;
            _story.Add($"{number}: ends in {next.Outcome.Status}");
        }
        else
        {
            _open[index] = (number, next.Activity);
        }

        Interleaving now = new(State, _flat, [.. _open.Select(static open => open.Activity)]);
        Violation? violation = Spec.Invariants.FirstViolation(now);
        if (violation is not null)
        {
            Fail($"{violation}");
        }
    }

    private static IEnumerable<string> Cited(ClauseSet clauses) =>
        Enumerable
            .Range(0, Catalogue.All.Count)
            .Where(clauses.Contains)
            .Select(static index => Catalogue.All[index].Id);
}
