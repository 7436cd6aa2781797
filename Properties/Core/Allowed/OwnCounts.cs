using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether the totals of an observation fit its own entries. Where all pages were looked at, these say of whom each frame and
/// each IOVA in use is, and nothing that happens by itself makes up for one that nobody has (RCL-7, FRK-7,
/// DMA-4, DMA-5).
/// </summary>
internal static class OwnCounts
{
    /// <summary>What does not fit first, or null; null as well where not all pages were looked at.</summary>
    /// <param name="state">The state, for what is alive and attached.</param>
    /// <param name="seen">What was seen.</param>
    /// <param name="isSettled">Whether everything that was put off has been done: frames may be freed late (ND-17).</param>
    public static Misfit? Check(State state, StateObservation seen, bool isSettled)
    {
        if (!IsWhole(state, seen))
        {
            return null;
        }

        Misfit? misfit = Frames(state, seen, isSettled);
        foreach (DeviceObservation device in seen.Devices.AsEnumerable().Where(it => state.IsAttached(it.Device)))
        {
            misfit ??= DeviceFrames(state, seen, device, isSettled) ?? Iovas(state, seen, device);
        }

        return misfit;
    }

    private static bool IsWhole(State state, StateObservation seen)
    {
        int alive = Enumerable.Range(0, state.World.Processes).Count(state.IsAlive);
        return seen.Pages.Count(static page => page.Entry is not null) == alive * state.World.Pages
            && seen.Pages.Select(static page => (page.Process, page.Page)).Distinct().Count() == seen.Pages.Count;
    }

    // A frame with a writable entry has no other.
    // But for one of a shared mapping; and pages of files may be cached, and frames pinned, that nobody maps.
    private static Misfit? Frames(State state, StateObservation seen, bool isSettled)
    {
        int mapped = seen.Pages.Count(IsFramed) + CacheablePages(state) + state.Pins.Count - state.PinsOf(Target.Zero);
        int writable = seen.Pages.Count(page =>
            page.Entry == ObservedEntry.Exclusive
            || (IsFramed(page) && page.Writable == true && !IsShared(state, page.Process, page.Page))
        );
        return seen.UsedFrames > mapped && isSettled
                ? Of("used-frames", AtMost(mapped, state.Memory.UsedCount), seen.UsedFrames, "RCL-7")
            : seen.UsedFrames < writable ? Of("used-frames", $"at least {writable}", seen.UsedFrames, "FRK-7")
            : null;
    }

    private static Misfit? DeviceFrames(State state, StateObservation seen, DeviceObservation device, bool isSettled)
    {
        int moved = seen.Pages.Count(page => IsIn(page, device.Device));
        string what = $"d{device.Device}, used-frames";
        return device.UsedFrames > moved && isSettled
            ? Of(what, AtMost(moved, state.Devices[device.Device].Memory.UsedCount), device.UsedFrames, "RCL-7")
            : null;
    }

    // Each entry has an IOVA, which others may share (ND-16).
    private static Misfit? Iovas(State state, StateObservation seen, DeviceObservation device)
    {
        MirrorObservation[] mirrors =
        [
            .. seen.Pages.SelectMany(page => page.Mirrors.AsEnumerable().Where(it => it.Device == device.Device)),
        ];
        int entries = mirrors.Count(static mirror => mirror.Entry == MirrorEntryKind.System);
        return
            state.Devices[device.Device].Dma == DmaKind.Iommu
            && device.UsedIovas is int used
            && mirrors.Count(static mirror => mirror.Entry is not null) == seen.Pages.Count
            ? Iovas($"d{device.Device}, used-iovas", entries, used)
            : null;
    }

    private static Misfit? Iovas(string what, int entries, int used) =>
        used > entries ? Of(what, $"at most {entries}", used, "DMA-5")
        : used == 0 && entries > 0 ? Of(what, "at least 1", used, "DMA-4")
        : null;

    // Where the reference is of one mind with the entries, it knows better.
    private static string AtMost(int entries, int used) => used <= entries ? $"{used}" : $"at most {entries}";

    private static bool IsFramed(PageObservation page) =>
        page is { Entry: ObservedEntry.Exclusive } or { Entry: ObservedEntry.Present, Zero: not true };

    private static int CacheablePages(State state)
    {
        int pages = 0;
        for (int file = 0; file < state.Files.Count; file++)
        {
            pages += state.Files[file].Length;
        }

        return pages;
    }

    private static bool IsShared(State state, int process, int page) =>
        state.Files.Count > 0 && state.Processes[process].Space.BackingOf(page).IsShared;

    private static bool IsIn(PageObservation page, int device) =>
        page.Entry == ObservedEntry.Device && (page.Device ?? device) == device;

    private static Misfit Of(string subject, string expected, int? found, string clause) =>
        Misfit.Of(DivergenceKind.State, Misfit.FirstTotal, subject, expected, $"{found}") with
        {
            IsFinal = true,
            Clause = clause,
        };
}
