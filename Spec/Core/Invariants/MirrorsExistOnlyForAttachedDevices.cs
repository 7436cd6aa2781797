namespace HmmSpec.Spec;

/// <summary>Informally: who mirrors is there, and mirrors nothing but what it asked for.</summary>
/// <remarks>
/// For every process p and device d: a mirror of p in d implies that d is attached, that the mirror's interval is not
/// empty and lies in the address space, and that no page outside of it has a valid entry or a cached translation.
/// (There is one place for a mirror of p in d, so that there is at most one.)
/// </remarks>
[Invariant("INV-42")]
[Clause("MIR-18")]
public sealed class MirrorsExistOnlyForAttachedDevices : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-42";

    /// <inheritdoc/>
    public string Clause => "MIR-18";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Data.Table<Mirror> mirrors = state.Processes[process].Mirrors;
            for (int device = 0; device < mirrors.Count; device++)
            {
                Mirror mirror = mirrors[device];
                if (mirror.Stage != MirrorStage.None && Flaw(state, device, mirror) is string flaw)
                {
                    return this.Broken($"p{process} d{device}: {flaw}");
                }
            }
        }

        return null;
    }

    private static string? Flaw(State state, int device, Mirror mirror)
    {
        PageRange interval = mirror.Interval;
        if (!state.Devices[device].Attached)
        {
            return "there is a mirror, but the device is not attached";
        }

        if (interval.Count <= 0 || !state.World.AddressSpace.Contains(interval))
        {
            return $"the mirror's interval {RangeText.Format(interval)} is empty or leaves the address space";
        }

        for (int page = 0; page < mirror.Entries.Count; page++)
        {
            if ((mirror.Entries[page].IsValid || mirror.Tlb[page].Valid) && !interval.Contains(page))
            {
                return $"page {page} has an entry or a cached translation, but the mirror is of "
                    + RangeText.Format(interval);
            }
        }

        return null;
    }
}
