using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A device goes: in good order, its pages brought back first, or lost with all that its memory holds.</summary>
/// <param name="Device">Which device.</param>
/// <param name="IsLost">Whether it is lost.</param>
public sealed record RemovalActivity(int Device, bool IsLost) : Activity
{
    private static readonly ClauseSet Detaching = ClauseSet.Of("EVC-4");
    private static readonly ClauseSet Evicting = ClauseSet.Of("EVC-4", "EVC-1");
    private static readonly ClauseSet OutOfMemory = ClauseSet.Of("EVC-5");
    private static readonly ClauseSet NotDetached = ClauseSet.Of("EVC-6");
    private static readonly ClauseSet Losing = ClauseSet.Of("EVC-7");
    private static readonly ClauseSet NotLost = ClauseSet.Of("EVC-8");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments, and let nothing more begin with the device.</summary>
        Stop,

        /// <summary>Release the next mirror.</summary>
        Release,

        /// <summary>Lock the pages in its memory, or, when there are none, let it go.</summary>
        Evict,

        /// <summary>See what was evicted.</summary>
        Evicted,

        /// <summary>Its memory is gone, and the device with it.</summary>
        Lose,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The process whose mirror is released next.</summary>
    public int Cursor { get; init; }

    private ClauseSet Whole => IsLost ? Losing : Detaching;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Device = locals.Device(Device),
            IsLost = locals.Flag(IsLost),
            Label = (Step)locals.Number((int)Label),
            Cursor = locals.Number(Cursor),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Stop => Stop(state),
            Step.Release => Release(state),
            Step.Evict => Evict(state),
            Step.Evicted => Evicted(state),
            Step.Lose => Lose(state),
        };

    [Step("stop device")]
    [Clause("EVC-4")]
    [Clause("EVC-6")]
    [Clause("EVC-7")]
    [Clause("EVC-8")]
    private Successor Stop(State state)
    {
        if (!state.IsAttached(Device))
        {
            return Fail(state, Status.ENODEV, IsLost ? NotLost : NotDetached);
        }

        if (!IsLost && !state.Profile.DetachReleasesMirrors && NextMirror(state, 0) < state.Processes.Count)
        {
            return Fail(state, Status.EBUSY, NotDetached);
        }

        State stopped = state.WithDevice(Device, state.Devices[Device] with { Leaving = true });
        return To(stopped, this with { Label = Step.Release }, Whole);
    }

    [Clause("EVC-4")]
    [Clause("EVC-7")]
    private Successors Release(State state)
    {
        int process = NextMirror(state, Cursor);
        if (process == state.Processes.Count)
        {
            RemovalActivity next = this with { Cursor = 0, Reply = default };
            return IsLost
                ? (next with { Label = Step.Lose }).Lose(state)
                : (next with { Label = Step.Evict }).Evict(state);
        }

        // Somebody else may have begun to unregister it: then only its end is waited for.
        return new UnregisterActivity(new Unregister(process, Device))
        {
            Emptied = !state.Processes[process].Mirrors[Device].IsOpen,
            Caller = this with { Cursor = process, Reply = default },
        }.Next(state);
    }

    [Step("lock pages")]
    [Clause("EVC-1")]
    [Clause("EVC-4")]
    private Successors Evict(State state)
    {
        if (state.Devices[Device].Memory.UsedCount == 0)
        {
            return Go(state);
        }

        RemovalActivity resume = this with { Label = Step.Evicted };
        Migration migration = EvictActivity.Lock(state, Device, int.MaxValue, resume, out State locked);
        return migration.Items.Count > 0 ? To(locked, migration, Evicting) : Blocked.PageLock;
    }

    [Step("see what was evicted")]
    [Clause("EVC-5")]
    private Successors Evicted(State state) =>
        Reply.Pages.Any(static page => page == PageResult.SkippedNoMemory)
            ? Fail(state.WithDevice(Device, state.Devices[Device] with { Leaving = false }), Status.ENOMEM, OutOfMemory)
            : (this with { Label = Step.Evict, Reply = default }).Evict(state);

    [Step("remove device")]
    [Clause("EVC-4")]
    private Successor Go(State state) => End(state.WithDevice(Device, Spec.Device.Absent), Outcome.Ok, Detaching);

    [Step("lose memory")]
    [Clause("EVC-7")]
    private Successors Lose(State state)
    {
        State after = state;
        Sequence<PageAddress> lost = [];
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Table<Pte> table = state.Processes[process].PageTable;
            for (int page = 0; page < table.Count; page++)
            {
                if (table[page].Kind == PteKind.DevicePrivate && table[page].Target.Device == Device)
                {
                    after = after.WithPte(process, page, Pte.Poisoned);
                    lost = lost.Add(new PageAddress(process, page));
                }
            }
        }

        if (IsAnyLocked(state))
        {
            return Blocked.PageLock;
        }

        FlatEffect effect =
            lost.Count == 0
                ? FlatEffect.None
                : FlatEffect.On(FlatEffectKind.Lose, lost[0].Process, default) with
                {
                    Lost = lost,
                };
        return End(after.WithDevice(Device, Spec.Device.Absent), Outcome.Ok, Losing, effect);
    }

    private bool IsAnyLocked(State state)
    {
        Pool<Frame> memory = state.Devices[Device].Memory;
        for (int frame = 0; frame < memory.Capacity; frame++)
        {
            if (memory.IsUsed(frame) && memory[frame].Locked)
            {
                return true;
            }
        }

        return false;
    }

    private int NextMirror(State state, int process)
    {
        while (process < state.Processes.Count && state.Processes[process].Mirrors[Device].Stage == MirrorStage.None)
        {
            process++;
        }

        return process;
    }
}
