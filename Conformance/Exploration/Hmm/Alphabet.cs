using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>All operations of some kinds within the bounds of a world.</summary>
public static class Alphabet
{
    private static readonly Protection[] Protections = [Protection.None, Protection.Read, Protection.ReadWrite];
    private static readonly PageRange FirstPage = new(0, 1);
    private static readonly Request[] Requests = [Request.Fault, Request.FaultWrite];

    /// <summary>The operations, kind by kind.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="kinds">Which kinds.</param>
    /// <param name="values">Stores are of the values from 1 to this one.</param>
    /// <param name="longest">How many pages a range has at most; 1 for operations that name one page each.</param>
    public static Sequence<Operation> Of(World world, IEnumerable<OperationKind> kinds, int values, int longest) =>
        [.. kinds.SelectMany(kind => Of(world, kind, values, longest))];

    private static IEnumerable<Operation> Of(World world, OperationKind kind, int values, int longest) =>
        kind switch
        {
            OperationKind.Load => Pages(world, (process, page) => (Operation)new Load(process, page)),
            OperationKind.Store => Values(values)
                .SelectMany(value => Pages(world, (process, page) => (Operation)new Store(process, page, value))),
            OperationKind.DeviceLoad => OnMirrors(world, longest, (p, d, range) => new DeviceLoad(p, d, range)),
            OperationKind.DeviceStore => Values(values)
                .SelectMany(value => OnMirrors(world, longest, (p, d, range) => new DeviceStore(p, d, range, value))),
            OperationKind.RangeFault => Requests.SelectMany(request =>
                OnMirrors(world, longest, (p, d, range) => new RangeFault(p, d, range, request, Request.None, []))
            ),
            OperationKind.Snapshot => OnMirrors(world, longest, (p, d, range) => new Snapshot(p, d, range)),
            OperationKind.MigrateToDevice => OnMirrors(
                world,
                longest,
                (p, d, range) => new MigrateToDevice(p, d, range)
            ),
            OperationKind.MigrateToSystem => OnMirrors(
                world,
                longest,
                (p, d, range) => new MigrateToSystem(p, d, range)
            ),
            OperationKind.Evict => Numbers(world.Devices)
                .SelectMany(_ => Numbers(world.DeviceFrames), (device, count) => new Evict(device, count + 1)),
            OperationKind.SwapOut => Pages(world, (process, page) => (Operation)new SwapOut(process, page)),
            OperationKind.Map => Protections.SelectMany(protection =>
                OnRanges(world, longest, (process, range) => new Map(process, range, protection))
            ),
            OperationKind.Unmap => OnRanges(world, longest, (process, range) => new Unmap(process, range)),
            OperationKind.Protect => Protections.SelectMany(protection =>
                OnRanges(world, longest, (process, range) => new Protect(process, range, protection))
            ),
            OperationKind.DontNeed => OnRanges(world, longest, (process, range) => new DontNeed(process, range)),
            OperationKind.Fork => Numbers(world.Processes)
                .SelectMany(_ => Numbers(world.Processes), (parent, child) => (Parent: parent, Child: child))
                .Where(static pair => pair.Parent != pair.Child)
                .Select(static pair => new Fork(pair.Parent, pair.Child)),
            OperationKind.Exit => Numbers(world.Processes).Select(static process => new Exit(process)),
            OperationKind.Attach => Numbers(world.Devices).SelectMany(device => Attachments(world, device)),
            OperationKind.Register => Numbers(world.Processes)
                .SelectMany(
                    _ => Numbers(world.Devices),
                    (process, device) => new Register(process, device, world.AddressSpace)
                ),
            OperationKind.Unregister => Numbers(world.Processes)
                .SelectMany(_ => Numbers(world.Devices), (process, device) => new Unregister(process, device)),
            OperationKind.MakeExclusive => OnMirrors(world, longest, (p, d, range) => new MakeExclusive(p, d, range)),
            OperationKind.DeviceAtomic => OnMirrors(
                world,
                longest: 1,
                (p, d, range) => new DeviceAtomic(p, d, range.Start, 1)
            ),
            OperationKind.Detach => Numbers(world.Devices).Select(static device => new Detach(device)),
            OperationKind.FailUpdate => Numbers(world.Processes)
                .SelectMany(_ => Numbers(world.Devices), (process, device) => new FailUpdate(process, device)),
            OperationKind.Lose => Numbers(world.Devices).Select(static device => new Lose(device)),
            OperationKind.Advise => Enum.GetValues<Advice>()
                .Where(advice => advice != Advice.Remove || world.AllFiles > 0)
                .SelectMany(advice => OnRanges(world, longest, (process, range) => new Advise(process, range, advice))),
            OperationKind.Remap => OnRanges(world, longest, static (process, range) => new Unmap(process, range))
                .Cast<Unmap>()
                .SelectMany(old => Remaps(world, longest, old.Process, old.Range)),
            OperationKind.WriteBack => OnFiles(world, longest, (file, range) => new WriteBack(file, range)),
            OperationKind.DropCache => OnFiles(world, longest, (file, range) => new DropCache(file, range)),
            OperationKind.PunchHole => OnFiles(world, longest, (file, range) => new PunchHole(file, range)),
            OperationKind.Truncate => Numbers(world.AllFiles)
                .SelectMany(_ => Numbers(world.FilePages + 1), (file, length) => new Truncate(file, length)),
            OperationKind.MapFile => Protections.SelectMany(protection => FileMappings(world, longest, protection)),
            OperationKind.Compact => Pages(world, (process, page) => (Operation)new Compact(process, page)),
            OperationKind.Pin => Numbers(world.Pins)
                .SelectMany(number => Pages(world, (process, page) => (Operation)new Pin(process, page, number))),
            OperationKind.Unpin => Numbers(world.Pins).Select(static number => new Unpin(number)),
            OperationKind.Mlock => OnRanges(world, longest, (process, range) => new Mlock(process, range)),
            OperationKind.Munlock => OnRanges(world, longest, (process, range) => new Munlock(process, range)),
        };

    /// <summary>The ways in which a device of a world can be attached, with all the memory that it may have.</summary>
    public static IEnumerable<Attach> Attachments(World world, int device)
    {
        yield return new Attach(device, world.DeviceFrames, DmaKind.Direct, 0);
        if (world.IovaSlots > 0)
        {
            yield return new Attach(device, world.DeviceFrames, DmaKind.Iommu, world.IovaSlots);
        }
    }

    /// <summary>The registrations of mirrors that hold a part of the address space only.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="longest">How many pages such a part has at most.</param>
    public static IEnumerable<Operation> PartialMirrors(World world, int longest) =>
        OnMirrors(world, longest, (process, device, range) => new Register(process, device, range))
            .Where(operation => operation is Register it && it.Range != world.AddressSpace);

    /// <summary>Whether an operation names no page but the first.</summary>
    internal static bool StaysOnFirstPage(Operation operation) =>
        operation switch
        {
            Load it => it.Page == 0,
            Store it => it.Page == 0,
            SwapOut it => it.Page == 0,
            Compact it => it.Page == 0,
            Pin it => it.Page == 0,
            Map it => it.Range == FirstPage,
            MapFile it => it.Range == FirstPage,
            Unmap it => it.Range == FirstPage,
            Protect it => it.Range == FirstPage,
            DontNeed it => it.Range == FirstPage,
            RangeFault it => it.Range == FirstPage,
            DeviceLoad it => it.Range == FirstPage,
            DeviceStore it => it.Range == FirstPage,
            Snapshot it => it.Range == FirstPage,
            MigrateToDevice it => it.Range == FirstPage,
            MigrateToSystem it => it.Range == FirstPage,
            MakeExclusive it => it.Range == FirstPage,
            DeviceAtomic it => it.Page == 0,
            Advise it => it.Range == FirstPage,
            Mlock it => it.Range == FirstPage,
            Munlock it => it.Range == FirstPage,
            Remap it => it.Range == FirstPage && it is { NewCount: 1, NewStart: 0 },
            Fork
            or Exit
            or Attach
            or Register
            or Unregister
            or Evict
            or Detach
            or Lose
            or FailUpdate
            or WriteBack
            or DropCache
            or Truncate
            or PunchHole
            or Unpin => true,
        };

    private static IEnumerable<Operation> FileMappings(World world, int longest, Protection protection) =>
        from file in Numbers(world.AllFiles)
        from offset in Numbers(world.FilePages)
        from sharing in Enum.GetValues<Sharing>()
        from operation in OnRanges(
            world,
            longest,
            (process, range) => new MapFile(process, range, protection, file, offset, sharing)
        )
        select operation;

    // To all lengths in place or where there is room, and to every place that does not meet the old one.
    private static IEnumerable<Remap> Remaps(World world, int longest, int process, PageRange old)
    {
        for (int count = 1; count <= Math.Min(longest, world.Pages); count++)
        {
            Remap remap = new(process, old, count, RemapFlags.None, 0);
            if (count != old.Count)
            {
                yield return remap;
            }

            if (count > old.Count)
            {
                yield return remap with
                {
                    Flags = RemapFlags.MayMove,
                };
            }

            for (int place = 0; place <= world.Pages - count; place++)
            {
                if (!old.Overlaps(new PageRange(place, count)))
                {
                    yield return remap with
                    {
                        Flags = RemapFlags.MayMoveFixed,
                        NewStart = place,
                    };
                    if (count == old.Count)
                    {
                        yield return remap with
                        {
                            Flags = RemapFlags.MayMoveDontUnmap,
                            NewStart = place,
                        };
                        yield return remap with
                        {
                            Flags = RemapFlags.MayMoveFixedDontUnmap,
                            NewStart = place,
                        };
                    }
                }
            }
        }
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);

    private static IEnumerable<ulong> Values(int count) => Numbers(count).Select(static value => (ulong)value + 1);

    private static IEnumerable<Operation> Pages(World world, Func<int, int, Operation> operation) =>
        Numbers(world.Processes).SelectMany(_ => Numbers(world.Pages), operation);

    private static IEnumerable<Operation> OnRanges(
        World world,
        int longest,
        Func<int, PageRange, Operation> operation
    ) => Numbers(world.Processes).SelectMany(_ => Ranges(world, longest), operation);

    private static IEnumerable<Operation> OnMirrors(
        World world,
        int longest,
        Func<int, int, PageRange, Operation> operation
    ) =>
        Numbers(world.Processes)
            .SelectMany(process =>
                Numbers(world.Devices)
                    .SelectMany(_ => Ranges(world, longest), (device, range) => operation(process, device, range))
            );

    private static IEnumerable<Operation> OnFiles(
        World world,
        int longest,
        Func<int, PageRange, Operation> operation
    ) => Numbers(world.AllFiles).SelectMany(_ => Ranges(world.FilePages, longest), operation);

    private static IEnumerable<PageRange> Ranges(World world, int longest) => Ranges(world.Pages, longest);

    private static IEnumerable<PageRange> Ranges(int pages, int longest) =>
        Numbers(Math.Min(longest, pages))
            .SelectMany(more => Numbers(pages - more), static (more, first) => new PageRange(first, more + 1));
}
