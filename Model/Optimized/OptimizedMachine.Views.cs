using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>Single pages in the Spec's terms, without building a state.</content>
public sealed partial class OptimizedMachine
{
    /// <inheritdoc/>
    public PageView ViewPage(int process, int page)
    {
        MemoryDescriptor descriptor = _processes[process];
        PageSlot<PackedPte> slot = descriptor.Table.Peek(page);
        PackedPte entry = slot.Entry;
        bool isMapped = descriptor.Areas.TryFind(page, out VirtualArea area);
        bool isSwapped = entry.Kind == PteKind.Swap;
        bool isZero = entry.IsMapped && entry.Frame == FrameTable.Zero;
        bool isFramed = !entry.IsEmpty && !isSwapped && !isZero && entry.Kind != PteKind.Poisoned;
        PageFrame frame = isFramed ? _frames[entry.Frame] : default;
        return new PageView(
            isMapped,
            isMapped ? area.Protection : Protection.None,
            entry.Kind,
            isFramed ? frame.Device : -1,
            isZero,
            entry.IsWritable,
            entry.IsDirty,
            entry.IsYoung,
            entry.IsEmpty ? ContentOfEmpty(descriptor.Areas.BackingAt(page), page)
                : isSwapped ? ContentOf(entry.Slot)
                : frame.Value,
            isSwapped ? _swap[entry.Slot].References : frame.Mappings,
            frame.References,
            frame.Dirty,
            slot.Translation.IsValid,
            slot.Translation.IsWritable
        )
        {
            LazyFree = frame.LazyFree,
            Flags = isMapped ? area.Flags : VmaFlags.None,
            Backing = isMapped ? area.Backing : Backing.Anonymous,
            File = isFramed ? FileOf(frame) : null,
        };
    }

    /// <inheritdoc/>
    public MirrorView ViewMirror(int process, int device, int page)
    {
        if (_processes[process].MirrorIn(device) is not { } mirror)
        {
            return default;
        }

        PageSlot<PackedMirrorEntry> slot = mirror.Table.Peek(page);
        PackedMirrorEntry entry = slot.Entry;
        int frame = entry.IsEmpty ? FrameTable.Zero : mirror.Device.Resolve(entry);
        return new MirrorView(
            entry.Kind,
            !entry.IsEmpty && frame == FrameTable.Zero,
            entry.IsWritable,
            entry.IsDirty,
            _frames[frame].Value,
            slot.Translation.IsValid,
            slot.Translation.IsWritable,
            entry.IsExclusive,
            slot.Translation.IsExclusive
        );
    }

    /// <summary>What the page of a swap slot holds: the cached copy, if there is one, comes first.</summary>
    private ulong ContentOf(int slot) =>
        _swap[slot].Cached is >= 0 and int cached ? _frames[cached].Value : _swap[slot].Value;
}
