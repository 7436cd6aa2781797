using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// The reference model: <c>Init</c> and <c>Next</c>. One activity run to its end on canonical successors is the
/// sequential specification; several activities taking turns are the concurrent one. No rule is written twice.
/// </summary>
public static class ReferenceModel
{
    /// <summary>The state in which every run begins (MAP-1).</summary>
    [Clause("MAP-1")]
    [Clause("FIL-1")]
    public static State Init(World world, Profile profile) => State.Initial(world, profile);

    /// <summary>The activity that carries out an operation.</summary>
    public static Activity Begin(Operation operation) =>
        operation switch
        {
            Load load => new ProcessorAccess(load.Process, load.Page, Write: false, 0),
            Store store => new ProcessorAccess(store.Process, store.Page, Write: true, store.Value),
            DeviceLoad load => new DeviceAccess(load.Process, load.Device, load.Range, Write: false, 0),
            DeviceStore store => new DeviceAccess(store.Process, store.Device, store.Range, Write: true, store.Value),
            Map map => new MapActivity(map),
            Unmap unmap => new UnmapActivity(unmap),
            Protect protect => new ProtectActivity(protect),
            DontNeed dontNeed => new DontNeedActivity(dontNeed),
            Fork fork => new ForkActivity(fork),
            Exit exit => new ExitActivity(exit),
            SwapOut swapOut => new SwapOutActivity(swapOut),
            Attach attach => new AttachActivity(attach),
            Register register => new RegisterActivity(register),
            Unregister unregister => new UnregisterActivity(unregister),
            RangeFault fault => new DeviceFault(fault, EntersResult: true),
            Snapshot snapshot => new DeviceFault(AsFault(snapshot), EntersResult: false),
            MigrateToDevice migrate => new MigrateActivity(
                migrate.Process,
                migrate.Device,
                migrate.Range,
                ToDevice: true
            ),
            MigrateToSystem migrate => new MigrateActivity(
                migrate.Process,
                migrate.Device,
                migrate.Range,
                ToDevice: false
            ),
            Evict evict => new EvictActivity(evict),
            MakeExclusive it => new ExclusiveAccess(it.Process, it.Device, it.Range),
            DeviceAtomic it => new AtomicAccess(it.Process, it.Device, it.Page, it.Value),
            Remap remap => new RemapActivity(remap),
            Advise advise => new AdviseActivity(advise),
            MapFile map => new MapFileActivity(map),
            WriteBack writeBack => new WriteBackActivity(writeBack),
            DropCache drop => new DropCacheActivity(drop),
            Truncate truncate => new TruncateActivity(truncate.File, new PageRange(truncate.Length, 0), Cuts: true),
            PunchHole punch => new TruncateActivity(punch.File, punch.Range, Cuts: false),
            Detach detach => new RemovalActivity(detach.Device, IsLost: false),
            FailUpdate it => new FailUpdateActivity(it),
            Lose lose => new RemovalActivity(lose.Device, IsLost: true),
            Compact compact => new CompactActivity(compact),
            Pin pin => new PinActivity(pin),
            Unpin unpin => new UnpinActivity(unpin),
            Mlock mlock => new MlockActivity(mlock.Process, mlock.Range, Locks: true),
            Munlock munlock => new MlockActivity(munlock.Process, munlock.Range, Locks: false),
        };

    /// <summary>The activity of something that happens by itself (CON-7).</summary>
    public static Activity Begin(Spontaneous happening) =>
        happening switch
        {
            Reclaim it => new SwapOutActivity(new SwapOut(it.Process, it.Page)),
            BringBack it => new SpontaneousReturn(it.Process, it.Page),
            DropEntry it => new EntryDrop(it.Process, it.Device, it.Page),
            GainWrite it => new WriteGain(it.Process, it.Page),
            KillMirror it => new MirrorDeath(it.Process, it.Device),
            ReplaceZero it => new ZeroReplacement(it.Process, it.Page),
            KeepExclusive it => new ExclusiveKeeping(it.Process, it.Device, it.Page),
            EndLazyFree it => new LazyFreeEnd(it.Process, it.Page),
            Uncache it => new CacheReclaim(it.File, it.Index),
            Populate it => new CpuFault(it.Process, it.Page, it.Write, HoldsLock: false),
            Prefetch it => new DeviceFault(AsFault(it), EntersResult: true),
        };

    /// <summary>What an activity can do next in a state.</summary>
    public static Successors Next(State state, Activity activity) => activity.Next(state);

    /// <summary>One operation from beginning to end, alone, by canonical choices: the sequential specification.</summary>
    public static Transition Run(State state, Operation operation) => Run(state, Begin(operation));

    /// <summary>Something that happens by itself from beginning to end, alone, by canonical choices.</summary>
    public static Transition Run(State state, Spontaneous happening) => Run(state, Begin(happening));

    private static Transition Run(State state, Activity begun)
    {
        State current = state;
        Activity? activity = begun;
        Outcome outcome = default;
        ClauseSet clauses = default;
        Sequence<Event> events = [];
        Sequence<FlatEffect> effects = [];
        while (activity is not null)
        {
            Successor next = activity.Next(current).Canonical;
            current = next.State;
            activity = next.Activity;
            outcome = next.Outcome;
            clauses |= next.Clauses;
            events = events.Concat(next.Events);
            effects = next.Effect.Kind == FlatEffectKind.None ? effects : effects.Add(next.Effect);
        }

        return new Transition(current, outcome, clauses, events, effects);
    }

    private static RangeFault AsFault(Prefetch prefetch)
    {
        Request request = prefetch.Write ? Request.FaultWrite : Request.Fault;
        PageRange page = new(prefetch.Page, 1);
        return new RangeFault(prefetch.Process, prefetch.Device, page, request, Request.None, []);
    }

    private static RangeFault AsFault(Snapshot snapshot) =>
        new(snapshot.Process, snapshot.Device, snapshot.Range, Request.None, Request.None, []);
}
