using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// Several operations taking turns in a model, each under a name: whoever drives it says who takes the next step. After
/// every step it looks at the invariants, at flat memory, at the locks, and whether all wait for each other.
/// </summary>
public sealed class ScheduledRun
{
    private readonly IStepModel _model;
    private readonly LockLedger _ledger = new();
    private readonly List<string> _names;
    private readonly Dictionary<string, Outcome> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _labels = new(StringComparer.Ordinal);

    /// <summary>A run at its beginning.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="names">All names that operations will have; one that has ended can be used again.</param>
    /// <param name="model">The model; null for the reference.</param>
    public ScheduledRun(World world, Profile profile, IEnumerable<string> names, IStepModel? model = null)
    {
        _model = model ?? new ReferenceSteps();
        _names = [.. names.Distinct(StringComparer.Ordinal)];
        Now = Interleaving.Initial(world, profile, _names.Count);
    }

    /// <summary>The present moment.</summary>
    public Interleaving Now { get; private set; }

    /// <summary>All operations that are open, each with what it waits for, if it does.</summary>
    public IEnumerable<(string Name, Waiting? Waiting)> Open =>
        from name in _names
        where Activity(name) is not null
        select (name, Waits(name));

    /// <summary>Lets an operation begin; no step is taken.</summary>
    public void Begin(string name, Operation operation)
    {
        Now = Now.Begin(_names.IndexOf(name), _model.Begin(operation));
        _ended.Remove(name);
        _labels[name] = [];
    }

    /// <summary>How an operation ended; null if it has not.</summary>
    public Outcome? OutcomeOf(string name) => _ended.TryGetValue(name, out Outcome outcome) ? outcome : null;

    /// <summary>The labels of the steps that an operation has taken.</summary>
    public IReadOnlyList<string> LabelsOf(string name) => _labels[name];

    /// <summary>What an operation waits for; null if it can take a step, or has ended.</summary>
    public Waiting? Waits(string name) =>
        Activity(name) is { } activity && activity.Next(Now.State).Blocked != Blocked.No
            ? Waiting.Find(name, activity, Now.State, _ledger, agent => _names[agent])
            : null;

    /// <summary>What an operation, which is open, can do next.</summary>
    public Successors Next(string name) => Now.Next(_names.IndexOf(name));

    /// <summary>Takes a step that <see cref="Next"/> offered.</summary>
    public TakenStep Take(string name, Successor step)
    {
        int agent = _names.IndexOf(name);
        Interleaving before = Now;
        Interleaving after = before.After(agent, step);
        LockChange locks = _ledger.Follow(agent, before.State, before.Activities[agent]!, step);
        Now = after;
        _labels[name].Add(StepLabels.Of(step.Step));
        if (step.Activity is null)
        {
            _ended[name] = step.Outcome;
        }

        Waiting[] waiting = [.. Open.Select(static open => open.Waiting).OfType<Waiting>()];
        return new TakenStep(name, step, before, after, locks)
        {
            Waiting = waiting,
            Violation =
                Broken(Invariants.FirstViolation(before, step, after))
                ?? (locks.Problem is null ? null : $"it {locks.Problem}.")
                ?? (after.IsDeadlock ? Deadlock(waiting) : null),
        };
    }

    private static string? Broken(Violation? violation) =>
        violation is null
            ? null
            : $"it breaks {violation.Clause} ({violation.Invariant}): {Catalogue.Find(violation.Clause)?.Sentence} "
                + $"Found: {violation.Sentence}.";

    private static string Deadlock(Waiting[] waiting) =>
        $"nothing can go on: {string.Join("; ", waiting.Select(static it => $"{Called(it.Name)} {it}"))}.";

    private static string Called(string name) => name.Length == 0 ? "the operation" : name;

    private Activity? Activity(string name) => Now.Activities[_names.IndexOf(name)];
}
