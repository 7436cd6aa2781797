using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Simpler forms of operations, the simplest first. Each step leads down, so that repeating them ends.</summary>
internal static class Simplification
{
    /// <summary>Changes to a whole sequence: one process, device or page less.</summary>
    public static IEnumerable<Func<Operation, Operation>> Everywhere(World world)
    {
        for (int number = 1; number < world.Processes; number++)
        {
            int from = number;
            yield return operation => Rename.Process(operation, from, from - 1);
            yield return operation => Rename.Process(operation, from, 0);
        }

        for (int number = 1; number < world.Devices; number++)
        {
            int from = number;
            yield return operation => Rename.Device(operation, from, 0);
        }

        for (int shift = world.Pages / 2; shift > 0; shift /= 2)
        {
            int by = shift;
            yield return operation => Rename.Pages(operation, page => page >= by ? page - by : page);
        }

        for (int number = 1; number < world.Pages; number++)
        {
            int from = number;
            yield return operation => Rename.Pages(operation, page => page >= from ? page - 1 : page);
        }
    }

    /// <summary>Simpler forms of one operation, and simpler operations on the same pages.</summary>
    public static IEnumerable<Operation> Of(Operation operation) =>
        Substitution.Of(operation).Concat(Smaller(operation));

    private static IEnumerable<Operation> Smaller(Operation operation) =>
        operation switch
        {
            Load load => Lower(load.Page).Select(page => load with { Page = page }),
            Store store =>
            [
                .. Lower(store.Page).Select(page => store with { Page = page }),
                .. Lower(store.Value).Select(value => store with { Value = value }),
            ],
            SwapOut swapOut => Lower(swapOut.Page).Select(page => swapOut with { Page = page }),
            Compact compact => Lower(compact.Page).Select(page => compact with { Page = page }),
            Pin pin =>
            [
                .. Lower(pin.Page).Select(page => pin with { Page = page }),
                .. Lower(pin.Number).Select(number => pin with { Number = number }),
            ],
            Unpin unpin => Lower(unpin.Number).Select(number => new Unpin(number)),
            Map map =>
            [
                .. Shorter(map.Range).Select(range => map with { Range = range }),
                .. map.Protection == Protection.ReadWrite
                    ? []
                    : new[] { map with { Protection = Protection.ReadWrite } },
            ],
            Unmap unmap => Shorter(unmap.Range).Select(range => unmap with { Range = range }),
            Protect protect => Shorter(protect.Range).Select(range => protect with { Range = range }),
            DontNeed dontNeed => Shorter(dontNeed.Range).Select(range => dontNeed with { Range = range }),
            Register register => Shorter(register.Range).Select(range => register with { Range = range }),
            DeviceLoad load => Shorter(load.Range).Select(range => load with { Range = range }),
            DeviceStore store =>
            [
                .. Shorter(store.Range).Select(range => store with { Range = range }),
                .. Lower(store.Value).Select(value => store with { Value = value }),
            ],
            Snapshot snapshot => Shorter(snapshot.Range).Select(range => snapshot with { Range = range }),
            MigrateToDevice migrate => Shorter(migrate.Range).Select(range => migrate with { Range = range }),
            MigrateToSystem migrate => Shorter(migrate.Range).Select(range => migrate with { Range = range }),
            RangeFault fault => Simpler(fault),
            Evict evict => evict.Count > 1 ? [evict with { Count = 1 }] : [],
            Attach attach => Simpler(attach),
            Remap remap => Simpler(remap),
            Advise advise => Shorter(advise.Range).Select(range => advise with { Range = range }),
            Mlock mlock => Shorter(mlock.Range).Select(range => mlock with { Range = range }),
            Munlock munlock => Shorter(munlock.Range).Select(range => munlock with { Range = range }),
            MapFile map => Simpler(map),
            WriteBack write =>
            [
                .. Shorter(write.Range).Select(range => write with { Range = range }),
                .. Lower(write.File).Select(file => write with { File = file }),
            ],
            DropCache drop =>
            [
                .. Shorter(drop.Range).Select(range => drop with { Range = range }),
                .. Lower(drop.File).Select(file => drop with { File = file }),
            ],
            Truncate truncate =>
            [
                .. Lower(truncate.Length).Select(length => truncate with { Length = length }),
                .. Lower(truncate.File).Select(file => truncate with { File = file }),
            ],
            PunchHole punch =>
            [
                .. Shorter(punch.Range).Select(range => punch with { Range = range }),
                .. Lower(punch.File).Select(file => punch with { File = file }),
            ],
            Fork or Exit or Unregister or Detach or Lose or FailUpdate => [],
            MakeExclusive exclusive => Shorter(exclusive.Range).Select(range => exclusive with { Range = range }),
            DeviceAtomic atomic =>
            [
                .. Lower(atomic.Page).Select(page => atomic with { Page = page }),
                .. Lower(atomic.Value).Select(value => atomic with { Value = value }),
            ],
        };

    private static IEnumerable<Operation> Simpler(RangeFault fault)
    {
        foreach (PageRange range in Shorter(fault.Range))
        {
            yield return fault with
            {
                Range = range,
            };
        }

        bool plain = fault.Mask == Request.None && fault.Pages.Count == 0;
        if (!plain)
        {
            yield return fault with
            {
                Default = Request.Fault,
                Mask = Request.None,
                Pages = [],
            };
            yield return fault with
            {
                Default = Request.FaultWrite,
                Mask = Request.None,
                Pages = [],
            };
        }
    }

    private static IEnumerable<Operation> Simpler(Remap remap)
    {
        if (remap.Range.Count > 1 && remap.NewCount == remap.Range.Count)
        {
            yield return remap with
            {
                Range = remap.Range with { Count = 1 },
                NewCount = 1,
            };
            yield return remap with
            {
                Range = new PageRange(remap.Range.End - 1, 1),
                NewCount = 1,
            };
        }

        foreach (PageRange range in Shorter(remap.Range))
        {
            yield return remap with
            {
                Range = range,
            };
        }

        for (int count = 1; count < Math.Min(remap.NewCount, 3); count++)
        {
            yield return remap with
            {
                NewCount = count,
            };
        }

        if (remap.Flags.HasFlag(RemapFlags.DontUnmap))
        {
            yield return remap with
            {
                Flags = remap.Flags & ~RemapFlags.DontUnmap,
            };
        }

        foreach (int place in Lower(remap.NewStart))
        {
            yield return remap with
            {
                NewStart = place,
            };
        }
    }

    private static IEnumerable<Operation> Simpler(MapFile map) =>
        [
            .. Shorter(map.Range).Select(range => map with { Range = range }),
            .. Lower(map.File).Select(file => map with { File = file }),
            .. Lower(map.Offset).Select(offset => map with { Offset = offset }),
            .. map.Protection == Protection.ReadWrite ? [] : new[] { map with { Protection = Protection.ReadWrite } },
            .. map.Sharing == Sharing.Private ? [] : new[] { map with { Sharing = Sharing.Private } },
        ];

    private static IEnumerable<Operation> Simpler(Attach attach)
    {
        if (attach.Dma != DmaKind.Direct)
        {
            yield return attach with
            {
                Dma = DmaKind.Direct,
                Iovas = 0,
            };
        }

        for (int capacity = 0; capacity < Math.Min(attach.Capacity, 3); capacity++)
        {
            yield return attach with
            {
                Capacity = capacity,
            };
        }

        for (int iovas = 0; iovas < Math.Min(attach.Iovas, 3); iovas++)
        {
            yield return attach with
            {
                Iovas = iovas,
            };
        }
    }

    private static IEnumerable<PageRange> Shorter(PageRange range)
    {
        if (range.Count > 1)
        {
            yield return range with
            {
                Count = 1,
            };
            yield return new PageRange(range.End - 1, 1);
            yield return range with
            {
                Count = range.Count - 1,
            };
            yield return new PageRange(range.Start + 1, range.Count - 1);
        }

        foreach (int start in Lower(range.Start))
        {
            yield return range with
            {
                Start = start,
            };
        }
    }

    private static IEnumerable<int> Lower(int number) =>
        number <= 0 ? []
        : number == 1 ? [0]
        : [0, number - 1];

    private static IEnumerable<ulong> Lower(ulong value) => value > 1 ? [1, value / 2] : [];
}
