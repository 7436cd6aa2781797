namespace HmmSpec.Spec;

/// <summary>Frames looked up in states that may be broken: no number is trusted.</summary>
internal static class Places
{
    /// <summary>Whether there is such a frame, free or not, or it is the zero frame.</summary>
    public static bool Exists(State state, Target target) =>
        target.IsSystem
            ? target.Frame >= -1 && target.Frame < state.Memory.Capacity
            : target.Device < state.Devices.Count
                && (uint)target.Frame < (uint)state.Devices[target.Device].Memory.Capacity;

    /// <summary>Whether it is a frame that is in use, or the zero frame, which always is.</summary>
    public static bool IsUsed(State state, Target target) =>
        Exists(state, target)
        && (
            target.IsZero
            || (
                target.IsSystem
                    ? state.Memory.IsUsed(target.Frame)
                    : state.Devices[target.Device].Memory.IsUsed(target.Frame)
            )
        );

    /// <summary>Whether it is a frame of which somebody holds the page lock.</summary>
    public static bool IsLocked(State state, Target target) =>
        !target.IsZero && Exists(state, target) && state.FrameAt(target).Locked;

    /// <summary>Where a valid mirror entry of a device leads, or null if its address leads nowhere.</summary>
    public static Target? Of(State state, int device, MirrorEntry entry)
    {
        Device owner = state.Devices[device];
        bool mapped =
            entry.Kind == MirrorEntryKind.Device
            || owner.Dma == DmaKind.Direct
            || (uint)entry.Address < (uint)owner.Iovas.Capacity;
        return mapped && state.TargetOf(device, entry) is Target target && Exists(state, target) ? target : null;
    }

    /// <summary>Whether a page-table entry names a frame, mapped or on its way.</summary>
    public static bool NamesFrame(Pte pte) =>
        pte.Kind
            is PteKind.Present
                or PteKind.ProtNone
                or PteKind.DevicePrivate
                or PteKind.Migration
                or PteKind.DeviceExclusive;
}
