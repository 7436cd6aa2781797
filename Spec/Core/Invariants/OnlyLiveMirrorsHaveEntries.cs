namespace HmmSpec.Spec;

/// <summary>
/// Informally: a device that is not told of changes keeps nothing that could become stale, and nobody still uses a mirror
/// that is gone.
/// </summary>
/// <remarks>
/// For every process p and device d: if p does not live, or the mirror of p in d is not live (none, waiting to be
/// registered, or closing), it has no valid entry and no cached translation. If there is none, no open window of p has still
/// to tell it, unless somebody holds p's mmap lock for writing (exit releases the mirrors first, and waits for the windows of
/// others at its end); and no device fault of it is under way, unless device faults back off (a mirror that is killed does
/// not wait for them, and they enter nothing).
/// </remarks>
[Invariant("INV-6")]
[Clause("MIR-16")]
public sealed class OnlyLiveMirrorsHaveEntries : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-6";

    /// <inheritdoc/>
    public string Clause => "MIR-16";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            for (int device = 0; device < process.Mirrors.Count; device++)
            {
                Mirror mirror = process.Mirrors[device];
                bool live = process.Alive && mirror.Stage == MirrorStage.Live;
                if (!live && FirstInUse(mirror) is int page)
                {
                    string life = process.Alive ? "living" : "dead";
                    return this.Broken(
                        $"{InvariantSentences.Page(number, device, page)} has an entry or a cached translation, but the "
                            + $"mirror of the {life} process is {Names.MirrorStages.NameOf(mirror.Stage)}"
                    );
                }

                if (mirror.Stage == MirrorStage.None && UserOf(state, process, device) is string user)
                {
                    return this.Broken($"p{number} d{device}: the mirror is gone, but {user}");
                }
            }
        }

        return null;
    }

    private static string? UserOf(State state, Process process, int device)
    {
        foreach (Window window in process.Notifier.Windows)
        {
            if ((window.Pending >> device & 1) != 0 && !process.Lock.Writer)
            {
                return $"the window over {RangeText.Format(window.Range)} has still to tell it";
            }
        }

        foreach (ActiveFault fault in process.Notifier.Faults)
        {
            if (fault.Device == device && state.Profile.FaultProtocol == FaultProtocol.SequenceNumber)
            {
                return $"a device fault on {RangeText.Format(fault.Range)} is under way";
            }
        }

        return null;
    }

    private static int? FirstInUse(Mirror mirror)
    {
        for (int page = 0; page < mirror.Entries.Count; page++)
        {
            if (mirror.Entries[page].IsValid || mirror.Tlb[page].Valid)
            {
                return page;
            }
        }

        return null;
    }
}
