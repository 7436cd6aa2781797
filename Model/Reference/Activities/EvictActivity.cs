using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Eviction of a device's frames, whoever maps them (migrate_device_range).</summary>
public sealed record EvictActivity(Evict Operation) : Activity
{
    private static readonly ClauseSet Refused = ClauseSet.Of("EVC-3");
    private static readonly ClauseSet Taking = ClauseSet.Of("EVC-1");
    private static readonly ClauseSet Ending = ClauseSet.Of("EVC-2");

    /// <summary>Whether the pages have been migrated.</summary>
    public bool Migrated { get; init; }

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Evict(locals.Device(Operation.Device), locals.Number(Operation.Count)),
            Migrated = locals.Flag(Migrated),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) => Migrated ? Finish(state) : Begin(state);

    [Step("lock pages")]
    [Clause("EVC-1")]
    [Clause("EVC-3")]
    private Successor Begin(State state)
    {
        (int device, int count) = Operation;
        if (!state.IsAttached(device))
        {
            return Fail(state, Status.ENODEV, Refused);
        }

        if (count < 0)
        {
            return Fail(state, Status.EINVAL, Refused);
        }

        Migration migration = Lock(state, device, count, this with { Migrated = true }, out State locked);
        return To(locked, migration, Taking);
    }

    /// <summary>
    /// The migration of the first frames of a device's memory, but for those that are locked, and the state with them locked.
    /// </summary>
    [Clause("EVC-1")]
    internal static Migration Lock(State state, int device, int count, Activity caller, out State locked)
    {
        locked = state;
        Sequence<MigrationItem> items = [];
        foreach (Target target in InOrder(state, device).Take(count))
        {
            Frame frame = locked.FrameAt(target);
            if (!frame.Locked)
            {
                locked = locked.WithFrame(target, frame with { Locked = true, References = frame.References + 1 });
                items = items.Add(new MigrationItem(-1, true, target, Target.Zero, PageResult.NotReached));
            }
        }

        return new Migration(-1, device, ToDevice: false, default)
        {
            Caller = caller,
            Label = Migration.Step.Unmap,
            Items = items,
        };
    }

    [Step("count")]
    [Clause("EVC-2")]
    private Successor Finish(State state) =>
        End(state, Outcome.Of((ulong)Reply.Pages.Count(static page => page == PageResult.Migrated)), Ending);

    private static IEnumerable<Target> InOrder(State state, int device) =>
        Enumerable
            .Range(0, state.Processes.Count)
            .SelectMany(process =>
                Enumerable.Range(0, state.World.Pages).Select(page => state.Processes[process].PageTable[page])
            )
            .Where(pte => pte.Kind == PteKind.DevicePrivate && pte.Target.Device == device)
            .Select(static pte => pte.Target)
            .Distinct();
}
