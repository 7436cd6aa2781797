using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Opening and closing invalidation windows (mm/mmu_notifier.c).</summary>
internal static class Windows
{
    private static readonly ClauseSet Opening = ClauseSet.Of("NTF-1");

    /// <summary>
    /// The step that opens a window: <paramref name="resume"/> goes on, with the window's id in its reply, when every
    /// mirror that the window concerns has been told (NTF-1, NTF-4). Only in the window of a collection does the owner keep
    /// its entries, which it silences itself (NTF-6).
    /// </summary>
    [Clause("NTF-1")]
    [Clause("NTF-4")]
    public static Successor Open(
        State state,
        Activity resume,
        int process,
        PageRange range,
        EventKind kind,
        int owner,
        ClauseSet clauses,
        bool ownerKeeps = false,
        [CallerMemberName] string step = ""
    )
    {
        Process old = state.Processes[process];
        ulong pending = Concerned(old, range);
        Notifier notifier = old.Notifier;
        int id = NextId(state);
        Notifier opened = new(
            pending != 0 ? notifier.Sequence | 1 : notifier.Sequence,
            notifier.Windows.Add(new Window(id, range, kind, owner, pending))
        );
        Activity informed = resume with { Reply = new Reply(Status.Ok, id, []) };
        return new Successor(
            state.WithProcess(process, old with { Notifier = opened }),
            pending != 0 ? new Callbacks(process, id, ownerKeeps) { Caller = informed } : informed,
            default,
            clauses | Opening,
            FlatEffect.None,
            [new Event(EventPhase.Start, kind, process, range, owner, -1)],
            Choice.Canonical,
            new StepName(resume.GetType(), step)
        );
    }

    /// <summary>With a window closed; with the last one, the number is even again and waiting mirrors are admitted (NTF-3).</summary>
    [Clause("NTF-3")]
    public static State Close(State state, int process, int id, out Event closed)
    {
        Process old = state.Processes[process];
        int index = IndexOf(old.Notifier, id);
        Window window = old.Notifier.Windows[index];
        closed = new Event(EventPhase.End, window.Kind, process, window.Range, window.Owner, -1);
        Sequence<Window> rest = [.. old.Notifier.Windows.Where(other => other.Id != id)];
        bool idle = rest.Count == 0 && (old.Notifier.Sequence & 1) != 0;
        return state.WithProcess(
            process,
            old with
            {
                Notifier = new Notifier(old.Notifier.Sequence + (idle ? 1 : 0), rest),
                Mirrors = idle ? Admitted(old.Mirrors) : old.Mirrors,
            }
        );
    }

    /// <summary>Where in the open windows the one with this id stands.</summary>
    public static int IndexOf(Notifier notifier, int id)
    {
        int index = 0;
        while (notifier.Windows[index].Id != id)
        {
            index++;
        }

        return index;
    }

    private static ulong Concerned(Process process, PageRange range)
    {
        ulong devices = 0;
        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            Mirror mirror = process.Mirrors[device];
            devices |= mirror.Stage == MirrorStage.Live && mirror.Interval.Overlaps(range) ? 1UL << device : 0;
        }

        return devices;
    }

    // The lowest number that no open window of any process has.
    private static int NextId(State state)
    {
        int id = 1;
        while (IsTaken(state, id))
        {
            id++;
        }

        return id;
    }

    private static bool IsTaken(State state, int id)
    {
        for (int process = 0; process < state.Processes.Count; process++)
        {
            foreach (Window window in state.Processes[process].Notifier.Windows)
            {
                if (window.Id == id)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Table<Mirror> Admitted(Table<Mirror> mirrors)
    {
        for (int device = 0; device < mirrors.Count; device++)
        {
            if (mirrors[device].Stage == MirrorStage.Deferred)
            {
                mirrors = mirrors.Set(device, mirrors[device] with { Stage = MirrorStage.Live });
            }
        }

        return mirrors;
    }
}
