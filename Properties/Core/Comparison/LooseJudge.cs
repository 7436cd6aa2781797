using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Accepts whatever the specification allows: after every operation there has to be some sequence of choices that leads
/// from the state in which the machine was to the outcome and the state that it shows now. The machine's own state is
/// where the next operation begins, so that a choice made once is not held against it later.
/// </summary>
public sealed class LooseJudge : IJudge
{
    private readonly IMachine _machine;
    private FlatMemory _flat;

    /// <summary>Begins a run.</summary>
    public LooseJudge(World world, Profile profile, IMachine machine)
        : this(ReferenceModel.Init(world, profile), FlatMemory.Initial(world), machine) { }

    /// <summary>Goes on with a run.</summary>
    /// <param name="state">The state that the machine is in, but for the names of frames, slots and IOVAs.</param>
    /// <param name="flat">Memory as the programs see it there.</param>
    /// <param name="machine">The machine.</param>
    public LooseJudge(State state, FlatMemory flat, IMachine machine)
    {
        State = state;
        _flat = flat;
        _machine = machine;
    }

    /// <inheritdoc/>
    public State State { get; private set; }

    /// <inheritdoc/>
    public Transition Last { get; private set; }

    /// <inheritdoc/>
    public Outcome Seen { get; private set; }

    /// <inheritdoc/>
    public Divergence? Apply(Operation operation) => Judge(operation, () => _machine.Apply(operation));

    /// <summary>Judges an operation that the machine has just done.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="seen">What it ended in.</param>
    public Divergence? ApplyDone(Operation operation, Outcome seen) => Judge(operation, () => seen);

    /// <inheritdoc/>
    public Divergence? Finish(Operation last) => null;

    private Divergence? Judge(Operation operation, Func<Outcome> apply)
    {
        State before = State;
        Last = ReferenceModel.Run(before, operation);
        try
        {
            Seen = apply();
            State = _machine.Observe();
            return Judge(before, operation);
        }
#pragma warning disable CA1031 // Whatever an implementation under test throws is a finding, and the run goes on.
        catch (Exception exception) when (exception is not ComparisonLimitException)
#pragma warning restore CA1031
        {
            return Crash.Of(exception, before, operation, Last);
        }
    }

    private Divergence? Commit(Operation operation, Transition ending)
    {
        foreach (FlatEffect effect in ending.Effects)
        {
            if (!_flat.Allows(effect))
            {
                string found = $"{effect.Kind} {effect.Value} in {OperationText.Format(operation)}";
                return new Divergence(DivergenceKind.Specification, "TRN-1", "flat memory", "an allowed commit", found);
            }

            _flat = _flat.After(effect);
        }

        return null;
    }

    // A state that makes no sense can end the comparison itself with an exception; that is a finding as well.
    private Divergence? Judge(State before, Operation operation)
    {
        State canonical = Canonical.Of(State);
        Transition? match = AllowedEndings
            .Of(before, operation, Seen)
            .Cast<Transition?>()
            .FirstOrDefault(ending =>
                ending!.Value.Outcome == Seen && Canonical.Of(ending.Value.After).Equals(canonical)
            );
        Last = match ?? Last;
        return match is null ? Describe(before, operation, canonical) : Commit(operation, match.Value);
    }

    private Divergence Describe(State before, Operation operation, State canonical)
    {
        Violation? broken =
            Invariants.FirstViolation(State, quiescent: true)
            ?? Invariants.FirstViolation(before, operation, Seen, State);
        string clause = Attribution.OfOutcome(before, operation);
        if (Seen != Last.Outcome)
        {
            string expected = OutcomeText.Format(Last.Outcome);
            return new Divergence(DivergenceKind.Outcome, clause, "outcome", expected, OutcomeText.Format(Seen))
            {
                BrokenInvariant = broken?.Clause,
            };
        }

        string difference = string.Join("; ", StateDiff.Between(Canonical.Of(Last.After), canonical));
        return new Divergence(
            DivergenceKind.State,
            broken?.Clause ?? clause,
            "the state",
            "one that some allowed choices lead to",
            difference
        )
        {
            BrokenInvariant = broken?.Clause,
        };
    }
}
