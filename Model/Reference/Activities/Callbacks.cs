using System.Numerics;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>The callbacks of an open window: every mirror that it concerns is told, one at a time.</summary>
/// <param name="Process">Whose window.</param>
/// <param name="Window">The id of the window.</param>
/// <param name="OwnerKeeps">Whether the device that owns the window keeps its entries.</param>
public sealed record Callbacks(int Process, int Window, bool OwnerKeeps) : Activity
{
    private static readonly ClauseSet Dropping = ClauseSet.Of("NTF-2", "DMA-3", "DRT-1");
    private static readonly ClauseSet DroppingButOwn = ClauseSet.Of("NTF-2", "NTF-14", "DMA-3", "DRT-1");
    private static readonly ClauseSet Keeping = ClauseSet.Of("NTF-6");
    private static readonly ClauseSet Ignoring = ClauseSet.Of("EXC-5");
    private static readonly ClauseSet Releasing = ClauseSet.Of("NTF-2", "DMA-3", "DRT-1", "MAP-14");

    private static readonly ClauseSet Killing = ClauseSet.Of("NTF-2", "DMA-3", "DRT-1", "MIR-19");
    private static readonly ClauseSet Reordered = ClauseSet.Of("NTF-5");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Window = locals.Window(Window),
            OwnerKeeps = locals.Flag(OwnerKeeps),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state)
    {
        Process process = state.Processes[Process];
        Window window = process.Notifier.Windows[Windows.IndexOf(process.Notifier, Window)];
        if (Protocol.Of(state).IsHeld(process.Notifier, window))
        {
            return Blocked.DeviceFault;
        }

        if (window.Pending == 0)
        {
            // Only device faults were waited for.
            return Caller!.Next(state);
        }

        ulong ready = Ready(process, window.Pending);
        if (ready == 0)
        {
            return Blocked.DriverLock;
        }

        int first = BitOperations.TrailingZeroCount(ready);
        ulong others = ready & (ready - 1);
        Successor canonical = Tell(state, window, first, Choice.Canonical);
        return others == 0 ? canonical : Successors.Choose(canonical, () => InAnotherOrder(state, window, others));
    }

    [Step("callback")]
    [Clause("NTF-2")]
    [Clause("NTF-5")]
    [Clause("NTF-6")]
    [Clause("NTF-11")]
    [Clause("NTF-14")]
    [Clause("EXC-5")]
    [Clause("MIR-19")]
    private Successor Tell(State state, Window window, int device, Choice choice)
    {
        Protocol protocol = Protocol.Of(state);
        bool keeps = OwnerKeeps && window.Owner == device;
        bool ignores = keeps && window.Kind == EventKind.Exclusive;
        bool isReleased = window.Kind == EventKind.Release;
        bool dies = !keeps && !isReleased && state.Processes[Process].Mirrors[device].FailsNextUpdate;
        bool keepsOwn = state.Profile.ForkCopiesDevicePages && window.Kind == EventKind.ProtectionPage;
        State told =
            keeps ? state
            : dies ? MirrorRules.Kill(state, Process, device)
            : keepsOwn ? MirrorRules.DropButOwn(state, Process, device, window.Range)
            : MirrorRules.Drop(state, Process, device, window.Range);
        Process process = told.Processes[Process];
        Notifier notifier = process.Notifier;
        Window rest = window with { Pending = window.Pending & ~(1UL << device) };
        Mirror mirror =
            isReleased ? Mirror.Absent(state.World.Pages)
            : ignores || dies ? process.Mirrors[device]
            : protocol.Told(process.Mirrors[device], notifier);
        Process after = process with
        {
            Mirrors = process.Mirrors.Set(device, mirror),
            Notifier = notifier with { Windows = notifier.Windows.Set(Windows.IndexOf(notifier, Window), rest) },
        };
        Sequence<Event> events =
        [
            new Event(EventPhase.Callback, window.Kind, Process, window.Range, window.Owner, device),
        ];
        return To(
            told.WithProcess(Process, after),
            rest.Pending == 0 ? Caller! : this,
            (
                ignores ? Ignoring
                : keeps ? Keeping
                : dies ? Killing
                : isReleased ? Releasing
                : keepsOwn ? DroppingButOwn
                : Dropping
            )
                | protocol.Telling
                | (choice == Choice.Canonical ? default : Reordered),
            FlatEffect.None,
            events,
            choice
        );
    }

    private static ulong Ready(Process process, ulong pending)
    {
        ulong ready = 0;
        for (ulong left = pending; left != 0; left &= left - 1)
        {
            int device = BitOperations.TrailingZeroCount(left);
            ready |= process.Mirrors[device].Locked ? 0 : 1UL << device;
        }

        return ready;
    }

    private IEnumerable<Successor> InAnotherOrder(State state, Window window, ulong devices)
    {
        for (ulong left = devices; left != 0; left &= left - 1)
        {
            int device = BitOperations.TrailingZeroCount(left);
            yield return Tell(state, window, device, new Choice(ChoiceKind.CallbackOrder, device));
        }
    }
}
