using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>References and mappings of frames, in system and device memory alike.</summary>
internal static class FrameRules
{
    /// <summary>The frame of system memory that would be taken next, or -1.</summary>
    public static int NextFree(State state) => state.Memory.NextFree();

    /// <summary>With a free frame of system memory taken.</summary>
    public static State Take(State state, int number, Frame frame) =>
        state with
        {
            Memory = state.Memory.Take(number, frame),
        };

    /// <summary>With a free frame of a device's memory taken.</summary>
    public static State TakeOnDevice(State state, int device, int number, Frame frame)
    {
        Device old = state.Devices[device];
        return state.WithDevice(device, old with { Memory = old.Memory.Take(number, frame) });
    }

    /// <summary>With one mapping and its reference more, of a frame that is counted: not of the zero frame.</summary>
    public static State AddMapping(State state, Target target)
    {
        Frame frame = state.FrameAt(target);
        return state.WithFrame(target, frame with { References = frame.References + 1, Mappings = frame.Mappings + 1 });
    }

    /// <summary>With one reference more, of a frame that is counted: not of the zero frame.</summary>
    public static State Reference(State state, Target target)
    {
        Frame frame = state.FrameAt(target);
        return state.WithFrame(target, frame with { References = frame.References + 1 });
    }

    /// <summary>With one mapping less, and its reference kept; a dirty bit passes to the frame (DRT-2).</summary>
    [Clause("DRT-2")]
    public static State RemoveMapping(State state, Target target, bool dirty)
    {
        if (target.IsZero)
        {
            return state;
        }

        Frame frame = state.FrameAt(target);
        return state.WithFrame(target, frame with { Mappings = frame.Mappings - 1, Dirty = frame.Dirty || dirty });
    }

    /// <summary>
    /// With one mapping less that its process gave up, and its reference kept. A dirty bit passes to the frame, unless that
    /// is lazily free: what the others may drop, nobody's old store keeps from it (MAP-5, CPU-6).
    /// </summary>
    [Clause("MAP-5")]
    [Clause("CPU-6")]
    public static State GiveUpMapping(State state, Target target, bool dirty) =>
        RemoveMapping(state, target, dirty && !target.IsZero && !state.FrameAt(target).LazyFree);

    /// <summary>With one mapping and its reference less; a dirty bit passes to the frame.</summary>
    public static State DropMapping(State state, Target target, bool dirty) =>
        DropReference(RemoveMapping(state, target, dirty), target);

    /// <summary>With a frame known to be dirty if <paramref name="dirty"/> says so.</summary>
    public static State PassDirty(State state, Target target, bool dirty) =>
        dirty && !target.IsZero ? state.WithFrame(target, state.FrameAt(target) with { Dirty = true }) : state;

    /// <summary>With one reference less; without references, or with the swap cache's only, the frame is free (RCL-4).</summary>
    [Clause("RCL-4")]
    public static State DropReference(State state, Target target)
    {
        if (target.IsZero)
        {
            return state;
        }

        Frame frame = state.FrameAt(target);
        int references = frame.References - 1;
        return references == 0 ? Release(state, target)
            : frame.Slot >= 0 && references == 1 && frame.Mappings == 0
                ? Release(SwapRules.Uncache(state, frame.Slot), target)
            : state.WithFrame(target, frame with { References = references });
    }

    private static State Release(State state, Target target)
    {
        if (target.IsSystem)
        {
            return state with { Memory = state.Memory.Release(target.Frame) };
        }

        Device device = state.Devices[target.Device];
        return state.WithDevice(target.Device, device with { Memory = device.Memory.Release(target.Frame) });
    }
}
