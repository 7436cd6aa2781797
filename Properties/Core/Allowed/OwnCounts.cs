using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether the totals of an observation fit its own entries. Where all pages were looked at, these say of whom each frame and
/// each IOVA in use is, and nothing that happens by itself makes up for one that nobody has (RCL-7, DMA-4, DMA-5).
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

        int mapped = seen.Pages.Count(static page => page is { Entry: ObservedEntry.Present, Zero: not true });
        Misfit? misfit = isSettled ? MoreThan(mapped, seen.UsedFrames, "used-frames", Supply.Frames) : null;
        foreach (DeviceObservation device in seen.Devices.AsEnumerable().Where(it => state.IsAttached(it.Device)))
        {
            int moved = seen.Pages.Count(page => IsIn(page, device.Device));
            misfit ??=
                (
                    isSettled
                        ? MoreThan(moved, device.UsedFrames, $"d{device.Device}, used-frames", Supply.DeviceFrames)
                        : null
                ) ?? Iovas(state, seen, device);
        }

        return misfit;
    }

    private static bool IsWhole(State state, StateObservation seen)
    {
        int alive = Enumerable.Range(0, state.World.Processes).Count(state.IsAlive);
        return seen.Pages.Count(static page => page.Entry is not null) == alive * state.World.Pages
            && seen.Pages.Select(static page => (page.Process, page.Page)).Distinct().Count() == seen.Pages.Count;
    }

    private static bool IsIn(PageObservation page, int device) =>
        page.Entry == ObservedEntry.Device && (page.Device ?? device) == device;

    private static Misfit? MoreThan(int entries, int? used, string what, Supply supply) =>
        used > entries
            ? Of(what, $"at most {entries}, the entries that lead there", $"{used}") with
            {
                Supply = supply,
                IsMore = true,
            }
            : null;

    // One IOVA for each entry.
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
            && used != entries
            && mirrors.Count(static mirror => mirror.Entry is not null) == seen.Pages.Count
            ? Of($"d{device.Device}, used-iovas", $"{entries}, one for each entry", $"{used}") with
            {
                Supply = Supply.Iovas,
                IsMore = used > entries,
            }
            : null;
    }

    private static Misfit Of(string subject, string expected, string found) =>
        Misfit.Of(DivergenceKind.State, Misfit.FirstTotal, subject, expected, found) with
        {
            IsFixed = true,
        };
}
