namespace HmmSpec.Spec;

/// <summary>Informally: a store is never forgotten: what differs from what is behind it is known to be dirty.</summary>
/// <remarks>
/// For every frame of system or device memory that some entry maps: if neither the frame, nor a page-table entry of it,
/// nor a mirror entry that leads to it is dirty, its value is that of the swap slot whose cached copy it is, or zero if
/// it is none. (Frames that no entry maps are copies on their way, the page cache is the business of INV-61, and a lazily
/// free frame may be dropped, ADV-4.)
/// </remarks>
[Invariant("INV-20")]
[Clause("DRT-5")]
public sealed class CleanFramesHoldWhatIsBehindThem : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-20";

    /// <inheritdoc/>
    public string Clause => "DRT-5";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int device = -1; device < state.Devices.Count; device++)
        {
            Data.Pool<Frame> memory = device < 0 ? state.Memory : state.Devices[device].Memory;
            for (int number = 0; number < memory.Capacity; number++)
            {
                Frame frame = memory[number];
                if (
                    frame is { Mappings: > 0, Dirty: false, LazyFree: false, File: null }
                    && frame.Value != Behind(state, frame)
                )
                {
                    Target target = new(device, number);
                    if (!DirtyRecords.AnyOf(state, target))
                    {
                        return this.Broken(
                            $"{InvariantSentences.Of(target)} holds {frame.Value}, {Behind(state, frame)} is behind it, "
                                + "and nothing says that it is dirty"
                        );
                    }
                }
            }
        }

        return null;
    }

    private static ulong Behind(State state, Frame frame) =>
        (uint)frame.Slot < (uint)state.Swap.Capacity ? state.Swap[frame.Slot].Value : 0;
}
