using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>References of swap slots, and the swap cache.</summary>
internal static class SwapRules
{
    private static readonly ClauseSet LeftCache = ClauseSet.Of("RCL-4");

    /// <summary>RCL-4, if a step in which nothing was swapped in or out took a frame out of the swap cache.</summary>
    public static ClauseSet Followed(State before, State after)
    {
        if (ReferenceEquals(before.Swap, after.Swap))
        {
            return default;
        }

        for (
            int slot = after.Swap.Entries.NextDifference(before.Swap.Entries, 0);
            slot < after.Swap.Capacity;
            slot = after.Swap.Entries.NextDifference(before.Swap.Entries, slot + 1)
        )
        {
            if (before.Swap[slot].Cached >= 0 && after.Swap[slot].Cached < 0)
            {
                return LeftCache;
            }
        }

        return default;
    }

    /// <summary>Whether somebody holds the lock of the slot's cached frame.</summary>
    public static bool IsCacheLocked(State state, int slot) =>
        state.Swap[slot].Cached is int cached and >= 0 && state.Memory[cached].Locked;

    /// <summary>
    /// With an entry that names the slot about to map its frame: the cached one, or a new one (RCL-3); null if none is free.
    /// </summary>
    public static (State State, Target Target)? MapIn(State state, int slot)
    {
        SwapSlot old = state.Swap[slot];
        State framed = state;
        int number = old.Cached;
        if (number < 0)
        {
            number = FrameRules.NextFree(state);
            if (number < 0)
            {
                return null;
            }

            framed = FrameRules.Take(state, number, Frame.New(old.Value) with { Slot = slot });
            framed = framed with { Swap = framed.Swap.Set(slot, old with { Cached = number }) };
        }

        Target target = Target.System(number);
        return (DropReference(FrameRules.AddMapping(framed, target), slot), target);
    }

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

    /// <summary>With no cached frame for a slot that entries name; the frame is not looked at.</summary>
    public static State Uncache(State state, int slot) =>
        state with
        {
            Swap = state.Swap.Set(slot, state.Swap[slot] with { Cached = -1 }),
        };
}
