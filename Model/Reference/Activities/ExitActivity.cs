using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>The exit of a process: its mirrors are released first, then its memory.</summary>
public sealed record ExitActivity(Exit Operation) : Activity
{
    private static readonly ClauseSet Whole = ClauseSet.Of("MAP-14");
    private static readonly ClauseSet Clearing = ClauseSet.Of("MAP-14", "MAP-5", "NTF-4");
    private static readonly ClauseSet Closing = ClauseSet.Of("MAP-14");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Open the window.</summary>
        Release,

        /// <summary>Clear one entry.</summary>
        Clear,

        /// <summary>Flush the CPU's TLB.</summary>
        Flush,

        /// <summary>Close the window.</summary>
        Close,

        /// <summary>Free the frames and the process.</summary>
        Free,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The page to look at next.</summary>
    public int Cursor { get; init; }

    /// <summary>The frames to be freed at the end.</summary>
    public Sequence<int> Gathered { get; init; }

    private int Process => Operation.Process;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Exit(locals.Process(Process)),
            Label = (Step)locals.Number((int)Label),
            Cursor = locals.Number(Cursor),
            Gathered = locals.Each(Gathered, static (locals, frame) => locals.Target(Target.System(frame)).Frame),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Release => Release(state),
            Step.Clear => Clear(state),
            Step.Flush => Flush(state),
            Step.Close => Close(state),
            Step.Free => Free(state),
        };

    [Step("release")]
    [Clause("MAP-14")]
    [Clause("MAP-15")]
    private Successors Release(State state)
    {
        if (!state.IsAlive(Process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if (Protocol.Of(state).ExitWaits(state.Processes[Process].Notifier))
        {
            return Blocked.DeviceFault;
        }

        return state.Processes[Process].Lock.IsFree
            ? Windows.Open(
                TableRules.LockWrite(state, Process, held: true),
                this with
                {
                    Label = Step.Clear,
                },
                Process,
                state.World.AddressSpace,
                EventKind.Release,
                -1,
                Whole
            )
            : Blocked.MmapLock;
    }

    [Step("clear entry")]
    [Clause("MAP-5")]
    private Successor Clear(State state)
    {
        int page = TableRules.NextEntry(state, Process, state.World.AddressSpace, Cursor);
        if (page == state.World.Pages)
        {
            return Flush(state);
        }

        Sequence<int> gathered = Gathered;
        State cleared = Zap.Clear(state, Process, page, ref gathered);
        return To(
            cleared,
            this with
            {
                Cursor = page + 1,
                Gathered = gathered,
            },
            Clearing | Zap.Followed(state, Process, page) | SwapRules.Followed(state, cleared)
        );
    }

    [Step("flush TLB")]
    [Clause("MAP-14")]
    private Successor Flush(State state) =>
        To(
            TableRules.Flush(state, Process, state.World.AddressSpace),
            this with
            {
                Label = Step.Close,
                Cursor = 0,
            },
            Clearing,
            FlatEffect.On(FlatEffectKind.Exit, Process, state.World.AddressSpace)
        );

    [Step("invalidate range end")]
    [Clause("MAP-14")]
    private Successor Close(State state) =>
        To(
            Windows.Close(state, Process, Reply.Window, out Event closed),
            this with
            {
                Label = Step.Free,
                Reply = default,
            },
            Closing | Windows.Closing(state),
            FlatEffect.None,
            [closed]
        );

    [Step("free frames")]
    [Clause("MAP-14")]
    private Successors Free(State state)
    {
        if (state.Processes[Process].Notifier.Windows.Count > 0)
        {
            return Blocked.Window;
        }

        State freed = Zap.Free(state, Gathered);
        ClauseSet clauses = Whole | SwapRules.Followed(state, freed);
        return End(freed.WithProcess(Process, Spec.Process.Absent(state.World)), Outcome.Ok, clauses);
    }
}
