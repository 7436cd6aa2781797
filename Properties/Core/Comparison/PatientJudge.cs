using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The loose comparison, when most of it is to be expected. What equals the reference is allowed, and that is seen sooner;
/// so it compares exactly until something differs, and from there on looks at all that is allowed. Where not everything is
/// compared after every operation, a freedom that no page gave away when it was taken can be blamed on a later operation:
/// what is found is then to be confirmed by <see cref="Replay"/> with <see cref="Thoroughness.EveryOperation"/>.
/// </summary>
public sealed class PatientJudge : IJudge
{
    private readonly Lockstep _exact;
    private readonly IMachine _machine;
    private LooseJudge? _loose;

    /// <summary>Begins a run.</summary>
    public PatientJudge(World world, Profile profile, IMachine machine, Thoroughness thoroughness)
    {
        _machine = machine;
        _exact = new Lockstep(world, profile, machine, thoroughness);
    }

    /// <inheritdoc/>
    public State State => Current.State;

    /// <inheritdoc/>
    public Transition Last => Current.Last;

    /// <inheritdoc/>
    public Outcome Seen => Current.Seen;

    private IJudge Current => (IJudge?)_loose ?? _exact;

    /// <inheritdoc/>
    public Divergence? Apply(Operation operation)
    {
        if (_loose is not null)
        {
            return _loose.Apply(operation);
        }

        State before = _exact.State;
        FlatMemory flat = _exact.Flat;
        Divergence? difference = _exact.Apply(operation);
        if (difference is null or { Kind: DivergenceKind.Crash or DivergenceKind.Specification })
        {
            return difference;
        }

        _loose = new LooseJudge(before, flat, _machine);
        return _loose.ApplyDone(operation, _exact.Seen);
    }

    /// <inheritdoc/>
    public Divergence? Finish(Operation last) => Current.Finish(last);
}
