using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// A mirror has an entry again for a page that its device has for itself and that no mirror has an entry for: the driver had
/// passed by an invalidation of its own migration, which took nothing (lib/test_hmm.c:dmirror_interval_invalidate).
/// </summary>
/// <param name="Process">Whose page.</param>
/// <param name="Device">Which device.</param>
/// <param name="Page">Which page.</param>
public sealed record ExclusiveKeeping(int Process, int Device, int Page) : Activity
{
    private static readonly ClauseSet Keeping = ClauseSet.Of("CON-7", "EXC-15");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Device = locals.Device(Device),
            Page = locals.Number(Page),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) => Keep(state);

    [Step("keep entry")]
    [Clause("CON-7")]
    [Clause("EXC-15")]
    private Successor Keep(State state)
    {
        Process process = state.Processes[Process];
        Mirror mirror = process.Mirrors[Device];
        Pte pte = process.PageTable[Page];
        State mapped = state;
        bool isKept =
            pte is { Kind: PteKind.DeviceExclusive, Writable: true }
            && mirror.IsOpen
            && mirror.Interval.Contains(new PageRange(Page, 1))
            && !Enumerable
                .Range(0, state.World.Devices)
                .Any(device => process.Mirrors[device] is { IsOpen: true } other && other.Entries[Page].IsValid);
        if (!isKept || !MirrorRules.TryMapDma(ref mapped, Device, pte.Target, out int address))
        {
            return End(state, Outcome.Ok, Keeping);
        }

        MirrorEntry entry = new(MirrorEntryKind.System, address, Writable: true, Dirty: false, Exclusive: true);
        Mirror kept = mirror with { Entries = mirror.Entries.Set(Page, entry) };
        return End(mapped.WithMirror(Process, Device, kept), Outcome.Ok, Keeping);
    }
}
