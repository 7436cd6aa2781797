using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>Activities of the reference taking turns, with flat memory beside them; fails at the first violation.</summary>
internal sealed class WatchedRun(World world, Profile profile)
{
    private readonly List<string> _story = [];
    private readonly List<(int Number, Operation Operation, Activity Activity)> _open = [];
    private FlatMemory _flat = FlatMemory.Initial(world);
    private int _begun;

    public State State { get; private set; } = ReferenceModel.Init(world, profile);

    public Blocked Blocked { get; private set; }

    public IReadOnlyList<int> Open => [.. _open.Select(static activity => activity.Number)];

    public int Begin(Operation operation)
    {
        _open.Add((_begun, operation, ReferenceModel.Begin(operation)));
        _story.Add($"{_begun}: begins {OperationText.Format(operation)}");
        return _begun++;
    }

    /// <summary>One step of an activity, by any choice; the outcome if it has ended with it.</summary>
    public Outcome? Step(int number, RandomOperations source)
    {
        int index = _open.FindIndex(activity => activity.Number == number);
        Successors successors = ReferenceModel.Next(State, _open[index].Activity);
        Blocked = successors.Blocked;
        if (Blocked != Blocked.No)
        {
            return null;
        }

        Successor next = successors.Canonical;
        if (source.Below(4) == 0)
        {
            Successor[] all = [.. successors.All];
            next = all[source.Below(all.Length)];
        }

        _story.Add($"{number}: {string.Join(' ', Cited(next))} {next.Effect.Kind} {next.Choice.Kind}");
        Assert.True(_flat.Allows(next.Effect), Story($"TRN-1: flat memory does not allow {next.Effect}"));
        _flat = _flat.After(next.Effect);
        State = next.State;
        if (next.Activity is null)
        {
            _open.RemoveAt(index);
            _story.Add($"{number}: ends in {next.Outcome.Status}");
        }
        else
        {
            _open[index] = _open[index] with { Activity = next.Activity };
        }

        bool quiescent = _open.Count == 0;
        Violation? violation = HmmSpec.Spec.Invariants.FirstViolation(State, quiescent);
        violation ??= quiescent ? FlatAgreement.Check(State, _flat) : null;
        Assert.True(violation is null, Story($"{violation}"));
        return next.Activity is null ? next.Outcome : null;
    }

    /// <summary>What happened up to now.</summary>
    public string Story(string end) => $"{string.Join('\n', _story)}\n=> {end}\n{StateText.Format(State)}";

    private static IEnumerable<string> Cited(Successor successor) =>
        Enumerable.Range(0, Catalogue.All.Count).Where(successor.Clauses.Contains).Select(static i => Catalogue.All[i].Id);
}
