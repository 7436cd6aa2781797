using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>Readable text of a whole state, line by line; no numbers of frames, slots, IOVAs or sequences.</summary>
public static class StateText
{
    /// <summary>A state as text.</summary>
    public static string Format(State state) => string.Join('\n', Lines(state)) + "\n";

    /// <summary>How many entries of a pool are given out.</summary>
    internal static int Used<T>(Pool<T> pool)
        where T : IEquatable<T>, IHash64 => pool.Capacity - pool.Free.Members;

    /// <summary>A device in a few words, or that there is none.</summary>
    internal static string Of(Device device) =>
        device.Attached
            ? $"{Names.DmaKinds.NameOf(device.Dma)}, frames {Share(device.Memory)}"
                + (device.Dma == DmaKind.Iommu ? $", iova {Share(device.Iovas)}" : "")
                + (device.Leaving ? ", leaving" : "")
            : "absent";

    /// <summary>A file in a few words: its length, and each page, with what is cached of it, whether that is dirty, and what is in swap.</summary>
    internal static string Of(State state, int file)
    {
        FileObject it = state.Files[file];
        string text = $"length {it.Length}{(it.Locked ? " locked" : "")}";
        for (int index = 0; index < it.Pages.Count; index++)
        {
            FilePage page = it.Pages[index];
            Frame frame = page.Cached < 0 ? Frame.Free : state.Memory[page.Cached];
            text +=
                $", {index}: {page.Stored}"
                + (page.Cached < 0 ? "" : $" cached={frame.Value}{(frame.Dirty ? " dirty" : "")}")
                + (page.Slot < 0 ? "" : $" swapped={state.Swap[page.Slot].Value}");
        }

        return text;
    }

    /// <summary>A mmap lock in a few words.</summary>
    internal static string Of(MmapLock held) =>
        held.IsFree ? "free"
        : held.Readers == 0 ? "writer"
        : $"{held.Readers} readers{(held.Writer ? " and a writer" : "")}";

    /// <summary>The open windows of a process in a few words.</summary>
    internal static string Of(Sequence<Window> windows) =>
        windows.Count == 0 ? "none" : string.Join("; ", windows.Select(Of));

    /// <summary>The device faults of a process that are under way in a few words.</summary>
    internal static string Of(Sequence<ActiveFault> faults) =>
        faults.Count == 0
            ? "none"
            : string.Join(
                "; ",
                faults.Select(static fault =>
                    $"d{fault.Device} {RangeText.Format(fault.Range)}{(fault.BackedOff ? " backed-off" : "")}"
                )
            );

    /// <summary>A mirror in a few words, its pages not.</summary>
    internal static string Of(Mirror mirror) =>
        mirror.Stage == MirrorStage.None
            ? "none"
            : $"{Names.MirrorStages.NameOf(mirror.Stage)} {RangeText.Format(mirror.Interval)}"
                + (mirror.Locked ? " locked" : "")
                + (mirror.FailsNextUpdate ? " fails-next-update" : "");

    private static string Of(Window window) =>
        Names.EventKinds.NameOf(window.Kind)
        + $" {RangeText.Format(window.Range)}"
        + (window.Owner < 0 ? "" : $" owner=d{window.Owner}")
        + string.Concat(
            Enumerable.Range(0, 64).Where(device => (window.Pending >> device & 1) != 0).Select(d => $" pending=d{d}")
        )
        + string.Concat(
            Enumerable.Range(0, 64).Where(device => (window.Spared >> device & 1) != 0).Select(d => $" spared=d{d}")
        );

    private static string Share<T>(Pool<T> pool)
        where T : IEquatable<T>, IHash64 => $"{Used(pool)} of {pool.Capacity}";

    private static IEnumerable<string> Lines(State state)
    {
        yield return $"world {WorldText.Format(state.World)}";
        yield return $"profile {state.Profile.Name}";
        yield return $"frames {Share(state.Memory)}, swap {Share(state.Swap)}";
        for (int device = 0; device < state.Devices.Count; device++)
        {
            yield return $"d{device}: {Of(state.Devices[device])}";
        }

        for (int file = 0; file < state.Files.Count; file++)
        {
            yield return $"f{file}: {Of(state, file)}";
        }

        for (int pin = 0; pin < state.Pins.Count; pin++)
        {
            yield return $"pin {pin}: {OfPin(state, pin)}";
        }

        for (int process = 0; process < state.Processes.Count; process++)
        {
            yield return $"p{process}: {(state.Processes[process].Alive ? "alive" : "absent")}";
            foreach (string line in ProcessLines(state, process))
            {
                yield return $"  {line}";
            }
        }
    }

    private static IEnumerable<string> ProcessLines(State state, int number)
    {
        Process process = state.Processes[number];
        if (!process.Lock.IsFree)
        {
            yield return $"mmap lock: {Of(process.Lock)}";
        }

        if (process.Notifier.Windows.Count > 0)
        {
            yield return $"windows: {Of(process.Notifier.Windows)}";
        }

        if (process.Notifier.Faults.Count > 0)
        {
            yield return $"device faults: {Of(process.Notifier.Faults)}";
        }

        for (int index = 0; index < process.Space.Vmas.Count; index++)
        {
            yield return BackingText.Format(process.Space.Vmas[index]);
        }

        for (int page = 0; page < process.PageTable.Count; page++)
        {
            PageView view = PageView.Of(state, number, page);
            if (view.Kind != PteKind.None || view.Cached)
            {
                yield return $"page {page}: {PageViewText.Format(view)} ({PageViewText.Details(view)})";
            }
        }

        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            foreach (string line in MirrorLines(state, number, device))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> MirrorLines(State state, int process, int device)
    {
        Mirror mirror = state.Processes[process].Mirrors[device];
        if (mirror.Stage != MirrorStage.None)
        {
            yield return $"mirror d{device}: {Of(mirror)}";
        }

        for (int page = 0; page < mirror.Entries.Count; page++)
        {
            MirrorView view = MirrorView.Of(state, process, device, page);
            string details = MirrorViewText.Details(view);
            if (view.Kind != MirrorEntryKind.None || details.Length > 0)
            {
                yield return $"  page {page}: {MirrorViewText.Format(view)}"
                    + (details.Length == 0 ? "" : $" ({details})");
            }
        }
    }

    /// <summary>What a pin holds, in a few words.</summary>
    internal static string OfPin(State state, int pin)
    {
        Target target = state.Pins[pin];
        if (target.IsZero)
        {
            return "none";
        }

        Frame frame = state.FrameAt(target);
        return $"value={frame.Value} mappings={frame.Mappings} references={frame.References}{(frame.Dirty ? " dirty" : "")}";
    }

    internal static string Of(VmaFlags flags) =>
        (flags.HasFlag(VmaFlags.DontFork) ? " dontfork" : "")
        + (flags.HasFlag(VmaFlags.WipeOnFork) ? " wipeonfork" : "")
        + (flags.HasFlag(VmaFlags.Locked) ? " locked" : "");
}
