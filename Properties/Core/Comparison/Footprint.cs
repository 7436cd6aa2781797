using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The pages that an operation names, as far as they exist.</summary>
public static class Footprint
{
    /// <summary>The process and the pages; no pages if the operation names none that exist.</summary>
    public static (int Process, PageRange Range) Of(Operation operation, State state)
    {
        (int process, PageRange range) = Named(operation);
        return
            (uint)process < (uint)state.World.Processes
            && range.Start >= 0
            && range.Count > 0
            && (long)range.Start + range.Count <= state.World.Pages
            ? (process, range)
            : (0, default);
    }

    /// <summary>The process and the pages as they are named, whether they exist or not.</summary>
    public static (int Process, PageRange Range) Named(Operation operation) =>
        operation switch
        {
            Load load => (load.Process, new PageRange(load.Page, 1)),
            Store store => (store.Process, new PageRange(store.Page, 1)),
            DeviceLoad load => (load.Process, load.Range),
            DeviceStore store => (store.Process, store.Range),
            SwapOut swapOut => (swapOut.Process, new PageRange(swapOut.Page, 1)),
            Compact compact => (compact.Process, new PageRange(compact.Page, 1)),
            Pin pin => (pin.Process, new PageRange(pin.Page, 1)),
            Map map => (map.Process, map.Range),
            MapFile map => (map.Process, map.Range),
            Unmap unmap => (unmap.Process, unmap.Range),
            Protect protect => (protect.Process, protect.Range),
            DontNeed dontNeed => (dontNeed.Process, dontNeed.Range),
            RangeFault fault => (fault.Process, fault.Range),
            Snapshot snapshot => (snapshot.Process, snapshot.Range),
            MigrateToDevice migrate => (migrate.Process, migrate.Range),
            MigrateToSystem migrate => (migrate.Process, migrate.Range),
            Register register => (register.Process, register.Range),
            MakeExclusive exclusive => (exclusive.Process, exclusive.Range),
            DeviceAtomic atomic => (atomic.Process, new PageRange(atomic.Page, 1)),
            Remap remap => (remap.Process, Span(remap)),
            Advise advise => (advise.Process, advise.Range),
            Mlock mlock => (mlock.Process, mlock.Range),
            Munlock munlock => (munlock.Process, munlock.Range),
            Fork
            or Exit
            or Attach
            or Unregister
            or Evict
            or Detach
            or Lose
            or FailUpdate
            or WriteBack
            or DropCache
            or Truncate
            or PunchHole
            or Unpin => (0, default),
        };

    // From the first page of the old and the new range to the last one, or the old range if they are out of bounds.
    private static PageRange Span(Remap remap)
    {
        PageRange old = remap.Range;
        bool isPlaced = (remap.Flags & (RemapFlags.Fixed | RemapFlags.DontUnmap)) != 0 && remap.NewStart >= 0;
        int place = isPlaced ? remap.NewStart : old.Start;
        long end = Math.Max((long)old.Start + old.Count, (long)place + Math.Max(0, remap.NewCount));
        int start = Math.Min(old.Start, place);
        return end <= int.MaxValue ? new PageRange(start, (int)Math.Min(int.MaxValue, end - start)) : old;
    }
}
