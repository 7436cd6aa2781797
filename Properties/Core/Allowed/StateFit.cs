using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Whether everything that was seen fits a state: pages, who lives, what is attached, and how much is in use.</summary>
internal static class StateFit
{
    /// <summary>What does not fit first of what an answer shows, or null.</summary>
    public static Misfit? Check(State state, Answer answer) =>
        Pages(state, answer.Touched, Misfit.FirstPage)
        ?? (
            answer.State is { } whole
                ? Check(state, whole, Misfit.FirstPage + answer.Touched.Count, isSettled: false)
                : null
        );

    /// <summary>
    /// What does not fit first of the contents that an answer shows, or null: these are the same wherever a page is, and
    /// whatever happens by itself.
    /// </summary>
    public static Misfit? Contents(State state, Answer answer)
    {
        Sequence<PageObservation> whole = answer.State?.Pages ?? [];
        for (int index = 0; index < answer.Touched.Count + whole.Count; index++)
        {
            bool isTouched = index < answer.Touched.Count;
            PageObservation seen = isTouched ? answer.Touched[index] : whole[index - answer.Touched.Count];
            if (PageFit.Content(state, seen, Misfit.FirstPage + index) is { } misfit)
            {
                return misfit;
            }
        }

        return null;
    }

    /// <summary>What does not fit first of what was seen of a state, or null.</summary>
    /// <param name="state">The state.</param>
    /// <param name="seen">What was seen.</param>
    /// <param name="progress">How much has fitted already.</param>
    /// <param name="isSettled">Whether everything that was put off has been done.</param>
    public static Misfit? Check(State state, StateObservation seen, int progress, bool isSettled) =>
        Processes(state, seen, progress)
        ?? OwnCounts.Check(state, seen, isSettled)
        ?? Pages(state, seen.Pages, progress + seen.Processes.Count)
        ?? Totals(state, seen, isSettled);

    private static Misfit? Pages(State state, Sequence<PageObservation> seen, int progress)
    {
        for (int index = 0; index < seen.Count; index++)
        {
            if (PageFit.Check(state, seen[index], progress + index) is { } misfit)
            {
                return misfit;
            }
        }

        return null;
    }

    private static Misfit? Processes(State state, StateObservation seen, int progress)
    {
        foreach (ProcessObservation process in seen.Processes)
        {
            if (process.Alive is bool alive && alive != state.IsAlive(process.Process))
            {
                return Misfit.Of(
                    DivergenceKind.State,
                    progress,
                    $"p{process.Process}, alive",
                    alive ? "false" : "true",
                    alive ? "true" : "false"
                ) with
                {
                    IsFinal = true,
                };
            }
        }

        return null;
    }

    private static Misfit? Totals(State state, StateObservation seen, bool isSettled)
    {
        Misfit? misfit =
            state.Files.Count > 0
            && PageCache(state) is (int least, int most)
            && seen.UsedFrames >= least
            && seen.UsedFrames <= most
                ? null
                : Total(Supply.Frames, "used-frames", state.Memory.UsedCount, seen.UsedFrames, isSettled);
        foreach (DeviceObservation device in seen.Devices)
        {
            misfit ??= OfDevice(state, device, isSettled);
        }

        return misfit ?? Swap(state, seen.UsedSwap);
    }

    // Pages that nothing maps leave the page cache by themselves, and others are read ahead (CON-7).
    private static (int Least, int Most) PageCache(State state)
    {
        int least = state.Memory.UsedCount;
        int most = least;
        for (int file = 0; file < state.Files.Count; file++)
        {
            for (int index = 0; index < state.Files[file].Length; index++)
            {
                int cached = state.FilePageAt(new FileAddress(file, index)).Cached;
                most += cached < 0 ? 1 : 0;
                least -= cached >= 0 && state.Memory[cached].Mappings == 0 ? 1 : 0;
            }
        }

        return (least, most);
    }

    private static Misfit? OfDevice(State state, DeviceObservation seen, bool isSettled)
    {
        string name = $"d{seen.Device}";
        bool attached = state.IsAttached(seen.Device);
        if (seen.Attached is bool found && found != attached)
        {
            return Of($"{name}, attached", attached ? "true" : "false", found ? "true" : "false") with
            {
                IsFinal = true,
            };
        }

        if (!attached)
        {
            return null;
        }

        // A mirror may have fewer entries than it could, and so fewer IOVAs (ND-15).
        Device device = state.Devices[seen.Device];
        int frames = device.Memory.UsedCount;
        int iovas = device.Iovas.UsedCount;
        return Total(Supply.DeviceFrames, $"{name}, used-frames", frames, seen.UsedFrames, isSettled)
            ?? (
                seen.UsedIovas > iovas
                    ? Of($"{name}, used-iovas", $"at most {iovas}", $"{seen.UsedIovas}") with
                    {
                        Supply = Supply.Iovas,
                        IsMore = true,
                    }
                    : null
            );
    }

    // A slot may be kept for a page that is back in memory (RCL-3), and zeros of a memory file may have counted as dirty.
    private static Misfit? Swap(State state, int? seen)
    {
        int most = state.Swap.UsedCount + state.Memory.UsedCount + ZerosOfMemoryFiles(state);
        return seen > most
            ? Of("used-swap", $"at most {most}", $"{seen}") with
            {
                Supply = Supply.Slots,
                IsMore = true,
            }
            : null;
    }

    private static int ZerosOfMemoryFiles(State state)
    {
        int zeros = 0;
        for (int file = state.World.Files; file < state.Files.Count; file++)
        {
            for (int index = 0; index < state.Files[file].Length; index++)
            {
                zeros += state.FilePageAt(new FileAddress(file, index)) is { Cached: < 0, Slot: < 0 } ? 1 : 0;
            }
        }

        return zeros;
    }

    // Frames may be freed a little later (ND-17).
    private static Misfit? Total(Supply supply, string what, int allowed, int? seen, bool isSettled) =>
        seen is not { } found || found == allowed || (found > allowed && !isSettled)
            ? null
            : Of(what, isSettled ? $"{allowed}" : $"at least {allowed}", $"{found}") with
            {
                Supply = supply,
                IsMore = found > allowed,
            };

    private static Misfit Of(string subject, string expected, string found) =>
        Misfit.Of(DivergenceKind.State, Misfit.FirstTotal, subject, expected, found);
}
