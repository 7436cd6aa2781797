using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>References of swap slots, and the swap cache.</summary>
internal static class SwapRules
{
    /// <summary>With one entry more that names the slot.</summary>
    public static State AddReference(State state, int slot)
    {
        SwapSlot old = state.Swap[slot];
        return state with { Swap = state.Swap.Set(slot, old with { References = old.References + 1 }) };
    }

    /// <summary>With one entry less that names the slot; the last one frees it, and its cached frame is dirty (RCL-4).</summary>
    public static State DropReference(State state, int slot)
    {
        SwapSlot old = state.Swap[slot];
        if (old.References > 1)
        {
            return state with { Swap = state.Swap.Set(slot, old with { References = old.References - 1 }) };
        }

        State released = state with { Swap = state.Swap.Release(slot) };
        if (old.Cached < 0)
        {
            return released;
        }

        Target cached = Target.System(old.Cached);
        Frame frame = released.FrameAt(cached);
        return FrameRules.DropReference(released.WithFrame(cached, frame with { Slot = -1, Dirty = true }), cached);
    }

    /// <summary>With no cached frame for the slot; the frame itself is not looked at.</summary>
    public static State Uncache(State state, int slot) =>
        state with
        {
            Swap = state.Swap.Set(slot, state.Swap[slot] with { Cached = -1 }),
        };
}
