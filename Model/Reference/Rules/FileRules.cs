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

    /// <summary>With a page in the page cache, where it is or with what storage holds (FIL-5); null if no frame is free.</summary>
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

        State taken = FrameRules.Take(state, free, Frame.New(page.Stored) with { File = address });
        return (taken.WithFilePage(address, page with { Cached = free }), Target.System(free));
    }

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
