using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What an operation can hold, from the outermost to the innermost: whoever holds one takes only later ones.</summary>
[Closed]
public enum LockKind
{
    /// <summary>A file, for a truncation or a hole punch.</summary>
    File,

    /// <summary>The mmap lock of a process.</summary>
    Mmap,

    /// <summary>A device fault that is under way.</summary>
    Fault,

    /// <summary>The lock of a page's frame.</summary>
    Page,

    /// <summary>An invalidation window.</summary>
    Window,

    /// <summary>The update lock of a driver's mirror.</summary>
    Driver,
}

/// <summary>A lock that is held, and how.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Process">Of a mmap lock, a device fault, a window or a mirror: the process; else -1.</param>
/// <param name="Frame">Of a page: its frame.</param>
/// <param name="Number">Of a device fault or a window its id, of a mirror the device, of a file its number; else 0.</param>
/// <param name="IsShared">Whether it is held for reading, as only the mmap lock can be.</param>
public readonly record struct HeldLock(LockKind Kind, int Process, Target Frame, int Number, bool IsShared = false)
{
    /// <summary>The mmap lock of a process.</summary>
    public static HeldLock Mmap(int process, bool isShared) => new(LockKind.Mmap, process, Target.Zero, 0, isShared);

    /// <summary>A file.</summary>
    public static HeldLock OfFile(int file) => new(LockKind.File, -1, Target.Zero, file);

    /// <summary>A device fault.</summary>
    public static HeldLock Fault(int process, int id) => new(LockKind.Fault, process, Target.Zero, id);

    /// <summary>The lock of a frame.</summary>
    public static HeldLock Page(Target frame) => new(LockKind.Page, -1, frame, 0);

    /// <summary>A window.</summary>
    public static HeldLock Window(int process, int id) => new(LockKind.Window, process, Target.Zero, id);

    /// <summary>The update lock of a mirror.</summary>
    public static HeldLock Driver(int process, int device) => new(LockKind.Driver, process, Target.Zero, device);

    /// <summary>Whether the other is the same lock, be it held for reading or for writing.</summary>
    public bool IsSameLock(HeldLock other) => (this with { IsShared = false }) == (other with { IsShared = false });

    /// <summary>What it is called, in a state in which it is held: a page by one of the pages that it is.</summary>
    public string Name(State state) =>
        Kind switch
        {
            LockKind.File => $"the lock of f{Number}",
            LockKind.Mmap => $"the mmap lock of p{Process}",
            LockKind.Fault => $"the device fault in p{Process} {FaultOf(state)}".TrimEnd(),
            LockKind.Page => $"the page lock of {PageOf(state)}",
            LockKind.Window => $"the window of p{Process} {WindowOf(state)}".TrimEnd(),
            LockKind.Driver => $"the driver lock of d{Number} for p{Process}",
        };

    /// <summary>The same in as few words as a table has room for.</summary>
    public string ShortName(State state) =>
        Kind switch
        {
            LockKind.File => $"file f{Number}",
            LockKind.Mmap => $"mmap p{Process} {(IsShared ? "read" : "write")}",
            LockKind.Fault => $"fault p{Process} {FaultOf(state)}".TrimEnd(),
            LockKind.Page => $"page {PageOf(state)}",
            LockKind.Window => $"window p{Process} {WindowOf(state)}".TrimEnd(),
            LockKind.Driver => $"driver d{Number} p{Process}",
        };

    private string PageOf(State state)
    {
        for (int process = 0; process < state.Processes.Count; process++)
        {
            for (int page = 0; page < state.World.Pages; page++)
            {
                Pte pte = state.Processes[process].PageTable[page];
                if (
                    (pte.CountsAsMapping || pte.Kind is PteKind.Migration or PteKind.DeviceExclusive)
                    && pte.Target == Frame
                )
                {
                    return $"p{process} {page}";
                }
            }
        }

        return Frame.IsSystem ? $"frame {Frame.Frame}" : $"d{Frame.Device} frame {Frame.Frame}";
    }

    private string FaultOf(State state)
    {
        foreach (ActiveFault fault in state.Processes[Process].Notifier.Faults)
        {
            if (fault.Id == Number)
            {
                return $"{fault.Range.Start}+{fault.Range.Count} (d{fault.Device})";
            }
        }

        return "";
    }

    private string WindowOf(State state)
    {
        foreach (Window window in state.Processes[Process].Notifier.Windows)
        {
            if (window.Id == Number)
            {
                return $"{window.Range.Start}+{window.Range.Count} ({Names.EventKinds.NameOf(window.Kind)})";
            }
        }

        return "";
    }
}
