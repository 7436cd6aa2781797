using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Files behind mappings, and the page cache.</summary>
internal static class FileRules
{
    /// <summary>The page of a file that stands behind a page, or null for anonymous memory.</summary>
    public static FileAddress? Behind(State state, int process, int page) =>
        state.Files.Count > 0 && state.Processes[process].Space.BackingOf(page) is { IsFile: true } backing
            ? backing.At(page)
            : null;

    /// <summary>Whether a page is of a shared mapping.</summary>
    public static bool IsShared(State state, int process, int page) =>
        state.Files.Count > 0 && state.Processes[process].Space.BackingOf(page).IsShared;

    /// <summary>Whether somebody holds the lock of the page's cached frame.</summary>
    public static bool IsLocked(State state, FileAddress address) =>
        state.FilePageAt(address).Cached is int cached and >= 0 && state.Memory[cached].Locked;

    /// <summary>Whether stores to a page go to a memory file, which nobody has to be told of (FIL-26).</summary>
    public static bool IsUntracked(State state, int process, int page) =>
        state.World.MemoryFiles > 0
        && state.Processes[process].Space.BackingOf(page) is { IsShared: true } backing
        && state.World.IsMemoryFile(backing.File);

    /// <summary>
    /// With a page in the page cache, where it is or with what its slot or storage holds (FIL-5, FIL-25); null if no frame
    /// is free.
    /// </summary>
    public static (State State, Target Target)? ReadIn(State state, FileAddress address)
    {
        FilePage page = state.FilePageAt(address);
        if (page.Cached >= 0)
        {
            return (state, Target.System(page.Cached));
        }

        int free = FrameRules.NextFree(state);
        if (free < 0)
        {
            return null;
        }

        Frame filled = Frame.New(state.ContentOf(address)) with { File = address, Dirty = page.Slot >= 0 };
        State taken = FrameRules
            .Take(state, free, filled)
            .WithFilePage(address, page with { Cached = free, Slot = -1 });
        return (GiveBackSlot(taken, page), Target.System(free));
    }

    /// <summary>Without the slot that a page of a memory file was in, if it was in one.</summary>
    public static State GiveBackSlot(State state, FilePage page) =>
        page.Slot < 0 ? state : SwapRules.DropReference(state, page.Slot);

    /// <summary>
    /// With a page of a memory file that nothing maps out of the page cache: its content in a slot, if it is dirty (FIL-27);
    /// null if it would need a slot, and none is free.
    /// </summary>
    public static State? MoveToSwap(State state, Target target)
    {
        Frame frame = state.FrameAt(target);
        if (!frame.Dirty || frame.File is not FileAddress address)
        {
            return Uncache(state, target);
        }

        int slot = state.Swap.NextFree();
        if (slot < 0)
        {
            return null;
        }

        SwapSlot filled = SwapSlot.Free with { Value = frame.Value, References = 1 };
        State moved = Uncache(state with { Swap = state.Swap.Take(slot, filled) }, target);
        return moved.WithFilePage(address, moved.FilePageAt(address) with { Slot = slot });
    }

    /// <summary>Whether a frame is of the page cache of a memory file.</summary>
    public static bool IsOfMemoryFile(State state, Frame frame) =>
        frame.File is FileAddress address && state.World.IsMemoryFile(address.File);

    /// <summary>With the content of a cached frame written to storage, if it is dirty, and the frame clean.</summary>
    public static State Write(State state, Target target)
    {
        Frame frame = state.FrameAt(target);
        if (!frame.Dirty || frame.File is not FileAddress address)
        {
            return state;
        }

        FilePage written = state.FilePageAt(address) with { Stored = frame.Value };
        return state.WithFilePage(address, written).WithFrame(target, frame with { Dirty = false });
    }

    /// <summary>With a frame out of the page cache, and the cache's reference given back.</summary>
    public static State Uncache(State state, Target target)
    {
        Frame frame = state.FrameAt(target);
        if (frame.File is not FileAddress address)
        {
            return state;
        }

        State removed = state.WithFilePage(address, state.FilePageAt(address) with { Cached = -1 });
        return FrameRules.DropReference(removed.WithFrame(target, frame with { File = null }), target);
    }
}
