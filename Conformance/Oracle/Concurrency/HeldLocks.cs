using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What is held in a state, how a step changes that, and the same state without a lock or with it.</summary>
internal static class HeldLocks
{
    /// <summary>What a step took, and what it gave back; a lock that is held by several readers counts for each.</summary>
    internal static (List<HeldLock> Taken, List<HeldLock> Given) Difference(State before, State after)
    {
        Dictionary<HeldLock, int> counts = [];
        for (int process = 0; process < after.Processes.Count; process++)
        {
            (Process old, Process now) = (before.Processes[process], after.Processes[process]);
            if (!ReferenceEquals(old, now))
            {
                Count(counts, process, old, -1);
                Count(counts, process, now, 1);
            }
        }

        for (int file = 0; file < after.Files.Count; file++)
        {
            Add(
                counts,
                HeldLock.OfFile(file),
                (after.Files[file].Locked ? 1 : 0) - (before.Files[file].Locked ? 1 : 0)
            );
        }

        CountFrames(counts, before.Memory, after.Memory, -1);
        for (int device = 0; device < after.Devices.Count; device++)
        {
            CountFrames(counts, before.Devices[device].Memory, after.Devices[device].Memory, device);
        }

        return (Repeated(counts, 1), Repeated(counts, -1));
    }

    /// <summary>A state in which nobody holds a lock.</summary>
    internal static State Without(State state, HeldLock held) =>
        held.Kind switch
        {
            LockKind.File => state.WithFile(held.Number, state.Files[held.Number] with { Locked = false }),
            LockKind.Mmap => state.WithProcess(held.Process, state.Processes[held.Process] with { Lock = default }),
            LockKind.Page => state.WithFrame(held.Frame, state.FrameAt(held.Frame) with { Locked = false }),
            LockKind.Fault => WithoutFaults(state, held.Process),
            LockKind.Window => WithoutWindows(state, held.Process),
            LockKind.Driver => state.WithMirror(
                held.Process,
                held.Number,
                state.Processes[held.Process].Mirrors[held.Number] with
                {
                    Locked = false,
                }
            ),
        };

    /// <summary>
    /// Whether an activity would wait for a lock that somebody else held, as opposed to going on without what it guards
    /// (a trylock).
    /// </summary>
    internal static bool WouldWait(Activity activity, State before, HeldLock taken) =>
        taken.Kind switch
        {
            LockKind.Mmap => activity
                .Next(
                    before.WithProcess(
                        taken.Process,
                        before.Processes[taken.Process] with
                        {
                            Lock = new MmapLock(0, Writer: true),
                        }
                    )
                )
                .Blocked == Blocked.MmapLock,
            LockKind.Page => activity
                .Next(before.WithFrame(taken.Frame, before.FrameAt(taken.Frame) with { Locked = true }))
                .Blocked == Blocked.PageLock,
            LockKind.File or LockKind.Fault or LockKind.Window or LockKind.Driver => true,
        };

    // A number that is odd becomes even only with the last window, so that all of them go.
    private static State WithoutWindows(State state, int process)
    {
        Process old = state.Processes[process];
        Notifier closed = new(old.Notifier.Sequence + (old.Notifier.Sequence & 1), [], old.Notifier.Faults);
        return state.WithProcess(process, old with { Notifier = closed });
    }

    private static State WithoutFaults(State state, int process)
    {
        Process old = state.Processes[process];
        return state.WithProcess(process, old with { Notifier = old.Notifier with { Faults = [] } });
    }

    private static void Count(Dictionary<HeldLock, int> counts, int number, Process process, int sign)
    {
        Add(counts, HeldLock.Mmap(number, isShared: true), sign * process.Lock.Readers);
        Add(counts, HeldLock.Mmap(number, isShared: false), process.Lock.Writer ? sign : 0);
        foreach (ActiveFault fault in process.Notifier.Faults)
        {
            Add(counts, HeldLock.Fault(number, fault.Id), sign);
        }

        foreach (Window window in process.Notifier.Windows)
        {
            Add(counts, HeldLock.Window(number, window.Id), sign);
        }

        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            Add(counts, HeldLock.Driver(number, device), process.Mirrors[device].Locked ? sign : 0);
        }
    }

    private static void CountFrames(
        Dictionary<HeldLock, int> counts,
        Data.Pool<Frame> before,
        Data.Pool<Frame> after,
        int device
    )
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        for (int frame = 0; frame < Math.Max(before.Capacity, after.Capacity); frame++)
        {
            int change = (IsLocked(after, frame) ? 1 : 0) - (IsLocked(before, frame) ? 1 : 0);
            Add(counts, HeldLock.Page(new Target(device, frame)), change);
        }
    }

    // A device that is attached in this step had no memory before.
    private static bool IsLocked(Data.Pool<Frame> memory, int frame) => frame < memory.Capacity && memory[frame].Locked;

    private static void Add(Dictionary<HeldLock, int> counts, HeldLock held, int change)
    {
        if (change != 0)
        {
            counts[held] = counts.GetValueOrDefault(held) + change;
        }
    }

    private static List<HeldLock> Repeated(Dictionary<HeldLock, int> counts, int sign) =>
        [
            .. counts
                .OrderBy(static entry => entry.Key.Kind)
                .SelectMany(entry => Enumerable.Repeat(entry.Key, Math.Max(0, sign * entry.Value))),
        ];
}
