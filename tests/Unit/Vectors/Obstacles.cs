using HmmSpec.Spec;

namespace HmmSpec.Tests.Vectors;

/// <summary>A state in which one thing more is held that a step may have to wait for.</summary>
internal static class Obstacles
{
    private const int Number = 1_000;

    /// <summary>Each, with what is held.</summary>
    public static IEnumerable<(string Held, State State)> In(State state) =>
        [.. OfProcesses(state), .. OfFrames(state), .. OfFiles(state)];

    private static IEnumerable<(string Held, State State)> OfProcesses(State state)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            Notifier notifier = process.Notifier;
            PageRange pages = state.World.AddressSpace;
            if (!process.Lock.Writer)
            {
                Process read = process with { Lock = process.Lock with { Readers = process.Lock.Readers + 1 } };
                yield return ("mmap lock for reading", state.WithProcess(number, read));
            }

            if (process.Lock.IsFree)
            {
                Process written = process with { Lock = new MmapLock(0, Writer: true) };
                yield return ("mmap lock for writing", state.WithProcess(number, written));
            }

            Window window = new(Number, pages, EventKind.Unmap, -1, Pending: 0);
            Process open = process with { Notifier = notifier with { Windows = notifier.Windows.Add(window) } };
            yield return ("window", state.WithProcess(number, open));
            for (int device = 0; device < state.World.Devices; device++)
            {
                ActiveFault fault = new(Number, device, pages, BackedOff: false);
                Process faulting = process with { Notifier = notifier with { Faults = notifier.Faults.Add(fault) } };
                yield return ("device fault", state.WithProcess(number, faulting));
                Mirror mirror = process.Mirrors[device];
                if (mirror is { Stage: not MirrorStage.None, Locked: false })
                {
                    yield return ("driver lock", state.WithMirror(number, device, mirror with { Locked = true }));
                }
            }
        }
    }

    private static IEnumerable<(string Held, State State)> OfFrames(State state)
    {
        for (int device = -1; device < state.World.Devices; device++)
        {
            for (int number = 0; number < (device < 0 ? state.Memory : state.Devices[device].Memory).Capacity; number++)
            {
                Target target = new(device, number);
                Frame frame = state.FrameAt(target);
                if (frame is { References: > 0, Locked: false })
                {
                    string held = device < 0 ? "page lock" : "page lock of device memory";
                    yield return (held, state.WithFrame(target, frame with { Locked = true }));
                }
            }
        }
    }

    private static IEnumerable<(string Held, State State)> OfFiles(State state)
    {
        for (int file = 0; file < state.Files.Count; file++)
        {
            if (!state.Files[file].Locked)
            {
                yield return ("file lock", state.WithFile(file, state.Files[file] with { Locked = true }));
            }
        }
    }
}
