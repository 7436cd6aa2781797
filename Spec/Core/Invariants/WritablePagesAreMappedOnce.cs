namespace HmmSpec.Spec;

/// <summary>Informally: copy-on-write is sound: nobody writes to a frame that somebody else maps or that is in swap.</summary>
/// <remarks>
/// For every writable present or device-private entry that does not lead to the page cache: its frame is not the zero frame,
/// is mapped by no other entry (a writable device-exclusive one: by none at all), and is not in the swap cache, unless it is
/// locked (reclaim puts it there before it removes the entries).
/// </remarks>
[Invariant("INV-13")]
[Clause("FRK-7")]
public sealed class WritablePagesAreMappedOnce : PageEntryInvariant
{
    /// <inheritdoc/>
    public override string Id => "INV-13";

    /// <inheritdoc/>
    public override string Clause => "FRK-7";

    private protected override string? Flaw(State state, Process process, int page, Pte pte)
    {
        if (!pte.Writable || !(pte.IsMapped || pte.Kind is PteKind.DevicePrivate or PteKind.DeviceExclusive))
        {
            return null;
        }

        if (pte.Target.IsZero)
        {
            return "which everybody reads";
        }

        Frame frame = Places.Exists(state, pte.Target) ? state.FrameAt(pte.Target) : Frame.Free;
        return frame.File is not null ? null // FIL-15 says who may write to it.
            : frame.Mappings > (pte.CountsAsMapping ? 1 : 0) ? $"which has {frame.Mappings} mappings"
            : frame.Slot >= 0 && !frame.Locked ? $"which is the cached copy of swap slot {frame.Slot}"
            : null;
    }
}
