using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Opening and closing invalidation windows (mm/mmu_notifier.c).</summary>
internal static class Windows
{
    /// <summary>The clauses that closing a window follows.</summary>
    public static ClauseSet Closing(State state) => Protocol.Of(state).Closing;

    /// <summary>
    /// The step that opens a window: <paramref name="resume"/> goes on, with the window's id in its reply, when every
    /// mirror that the window concerns has been told (NTF-1, NTF-4, NTF-10). Only in the window of a collection does the owner keep
    /// its entries, which it silences itself (NTF-6), and in that of a page which it gets for itself (EXC-5). The devices of
    /// <paramref name="spared"/> are not told.
    /// </summary>
    [Clause("NTF-1")]
    [Clause("NTF-4")]
    [Clause("NTF-10")]
    public static Successor Open(
        State state,
        Activity resume,
        int process,
        PageRange range,
        EventKind kind,
        int owner,
        ClauseSet clauses,
        bool ownerKeeps = false,
        ulong spared = 0,
        [CallerMemberName] string step = ""
    )
    {
        Process old = state.Processes[process];
        Protocol protocol = Protocol.Of(state);
        ulong concerned = Concerned(old, range);
        Window window = new(ActiveFaults.NextId(state), range, kind, owner, concerned & ~spared)
        {
            Spared = concerned & spared,
        };
        Notifier opened = protocol.Opened(old.Notifier with { Windows = old.Notifier.Windows.Add(window) }, window);
        Activity informed = resume with { Reply = new Reply(Status.Ok, window.Id, []) };
        bool waits = window.Pending != 0 || protocol.IsHeld(opened, window);
        return new Successor(
            state.WithProcess(process, old with { Notifier = opened }),
            waits ? new Callbacks(process, window.Id, ownerKeeps) { Caller = informed } : informed,
            default,
            clauses | protocol.Opening,
            FlatEffect.None,
            [new Event(EventPhase.Start, kind, process, range, owner, -1)],
            Choice.Canonical,
            new StepName(resume.GetType(), step)
        );
    }

    /// <summary>With a window closed, and what follows from that.</summary>
    [Clause("NTF-3")]
    [Clause("NTF-12")]
    public static State Close(State state, int process, int id, out Event closed)
    {
        Process old = state.Processes[process];
        int index = IndexOf(old.Notifier, id);
        Window window = old.Notifier.Windows[index];
        closed = new Event(EventPhase.End, window.Kind, process, window.Range, window.Owner, -1);
        Sequence<Window> rest = [.. old.Notifier.Windows.Where(other => other.Id != id)];
        Process without = old with { Notifier = old.Notifier with { Windows = rest } };
        return state.WithProcess(process, Protocol.Of(state).Closed(without));
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
}
