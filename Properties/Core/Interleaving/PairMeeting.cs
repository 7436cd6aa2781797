using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Which operations meet in a few pages, so that it matters which of their steps come first.</summary>
internal static class PairMeeting
{
    /// <summary>Whether an operation of a race is about pages of the focus, and can run beside the other.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="state">The outline of what is there before it.</param>
    /// <param name="focus">The pages.</param>
    /// <param name="beside">The other of the two; null if there is none yet.</param>
    public static bool Meets(Operation operation, State state, PageRange focus, Operation? beside)
    {
        if (beside is not null && (Excludes(operation, beside) || Excludes(beside, operation)))
        {
            return false;
        }

        if (operation is Fork fork)
        {
            return beside is not Fork
                && state.IsAlive(fork.Process)
                && (uint)fork.Child < (uint)state.World.Processes
                && !state.IsAlive(fork.Child);
        }

        if (operation is Exit exit)
        {
            return state.IsAlive(exit.Process);
        }

        if (HandleOf(operation) is (int owner, int number))
        {
            return MirrorOf(owner, number, state) is { } handle && handle.IsOpen == operation is Unregister;
        }

        if (operation is Evict evict)
        {
            return Mirrored(state, focus).Any(mirrored => mirrored.Device == evict.Device);
        }

        if (ChangeOf(operation, state, beside) is (int file, PageRange changed))
        {
            return Mapped(state, focus).Any(page => page.File == file && changed.Contains(page.Index));
        }

        if (operation is Remap { Flags: not RemapFlags.None } remap && !remap.Flags.HasFlag(RemapFlags.Fixed))
        {
            return false; // Whoever has more addresses than the specification takes several steps to find a place.
        }

        (int process, PageRange range) = Footprint.Of(operation, state);
        int device = DeviceOf(operation);
        bool isShort = range.Count > 0 && (operation is not MakeExclusive || range.Count == 1);
        bool isMirrored =
            device < 0
            || (
                (uint)device < (uint)state.World.Devices
                && state.Processes[process].Mirrors[device] is { IsOpen: true } mirror
                && mirror.Interval.Contains(range)
            );
        return isShort && focus.Contains(range) && state.IsAlive(process) && isMirrored;
    }

    // What a file's operation changes of the file; another truncation may come first.
    private static (int File, PageRange Pages)? ChangeOf(Operation operation, State state, Operation? beside) =>
        operation is PunchHole punch ? (punch.File, punch.Range)
        : operation is Truncate it && (uint)it.File < (uint)state.Files.Count && it.Length >= 0
            ? (
                it.File,
                beside is Truncate other && other.File == it.File
                    ? new PageRange(0, state.World.FilePages)
                    : Between(it.Length, state.Files[it.File].Length)
            )
        : null;

    private static PageRange Between(int length, int other) =>
        PageRange.Between(Math.Min(length, other), Math.Max(length, other));

    // The pages of files that processes have mapped in the focus.
    private static IEnumerable<FileAddress> Mapped(State state, PageRange focus) =>
        from process in Enumerable.Range(0, state.World.Processes)
        where state.IsAlive(process)
        from page in Enumerable.Range(focus.Start, focus.Count)
        let backing = state.Processes[process].Space.BackingOf(page)
        where backing.IsFile
        select backing.At(page);

    // A process that ends takes its other threads with it, and handles are opened and closed one after another.
    private static bool Excludes(Operation operation, Operation beside) =>
        ProcessOf(operation) is int process
        && process == ProcessOf(beside)
        && (operation is Exit || (HandleOf(operation) is not null && HandleOf(beside) is not null));

    // Null if it is of none.
    private static int? ProcessOf(Operation operation) =>
        operation is Exit exit ? exit.Process
        : operation is Fork fork ? fork.Process
        : operation is Evict or Truncate or PunchHole ? null
        : HandleOf(operation)?.Process ?? Footprint.Named(operation).Process;

    // What opens or closes one.
    private static (int Process, int Device)? HandleOf(Operation operation) =>
        operation is Register opens ? (opens.Process, opens.Device)
        : operation is Unregister closes ? (closes.Process, closes.Device)
        : null;

    private static Mirror? MirrorOf(int process, int device, State state) =>
        state.IsAlive(process) && (uint)device < (uint)state.World.Devices
            ? state.Processes[process].Mirrors[device]
            : null;

    private static int DeviceOf(Operation operation) =>
        operation switch
        {
            DeviceLoad it => it.Device,
            DeviceStore it => it.Device,
            MigrateToDevice it => it.Device,
            MigrateToSystem it => it.Device,
            MakeExclusive it => it.Device,
            RangeFault it => it.Device,
            DeviceAtomic it => it.Device,
            Snapshot it => it.Device,
            Map or MapFile or Unmap or Protect or DontNeed or Remap or Advise or Load or Store or Fork or Exit => -1,
            SwapOut or Compact or Attach or Register or Unregister or Evict or Detach or Lose or FailUpdate => -1,
            WriteBack or DropCache or Truncate or PunchHole or Pin or Unpin or Mlock or Munlock => -1,
        };

    /// <summary>Which mirrors have which pages of a range.</summary>
    public static IEnumerable<(int Process, int Device, PageRange Page)> Mirrored(State state, PageRange focus) =>
        from process in Enumerable.Range(0, state.World.Processes)
        where state.IsAlive(process)
        from device in Enumerable.Range(0, state.World.Devices)
        let mirror = state.Processes[process].Mirrors[device]
        where mirror.IsOpen
        from page in Enumerable.Range(focus.Start, focus.Count)
        let range = new PageRange(page, 1)
        where mirror.Interval.Contains(range)
        select (process, device, range);
}
