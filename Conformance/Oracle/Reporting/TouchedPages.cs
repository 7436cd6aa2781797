using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The pages that an operation has to do with: those that it names, and those that either side changed.</summary>
internal static class TouchedPages
{
    /// <summary>The pages, by process and number, each once.</summary>
    public static IReadOnlyList<PageAddress> Of(
        Operation operation,
        State before,
        State after,
        ReadOnlySpan<PageAddress> touched
    )
    {
        HashSet<PageAddress> pages = [.. touched.ToArray().Where(page => Exists(after.World, page))];
        (int process, PageRange range) = Named(operation);
        int end = (int)Math.Clamp((long)range.Start + range.Count, 0, after.World.Pages);
        for (int page = Math.Max(0, range.Start); page < end && IsProcess(after.World, process); page++)
        {
            pages.Add(new PageAddress(process, page));
        }

        for (int changed = 0; changed < after.Processes.Count; changed++)
        {
            AddChanged(pages, changed, before.Processes[changed], after.Processes[changed]);
        }

        return [.. pages.OrderBy(page => page.Process).ThenBy(page => page.Page)];
    }

    private static bool IsProcess(World world, int process) => (uint)process < (uint)world.Processes;

    private static bool Exists(World world, PageAddress address) =>
        IsProcess(world, address.Process) && (uint)address.Page < (uint)world.Pages;

    private static void AddChanged(HashSet<PageAddress> pages, int process, Process before, Process after)
    {
        Add(pages, process, before.PageTable, after.PageTable);
        Add(pages, process, before.Tlb, after.Tlb);
        for (int device = 0; device < after.Mirrors.Count; device++)
        {
            Add(pages, process, before.Mirrors[device].Entries, after.Mirrors[device].Entries);
            Add(pages, process, before.Mirrors[device].Tlb, after.Mirrors[device].Tlb);
        }
    }

    private static void Add<T>(HashSet<PageAddress> pages, int process, Table<T> before, Table<T> after)
        where T : IEquatable<T>, IHash64
    {
        for (
            int page = after.NextDifference(before, 0);
            page < after.Count;
            page = after.NextDifference(before, page + 1)
        )
        {
            pages.Add(new PageAddress(process, page));
        }
    }

    private static (int Process, PageRange Range) Named(Operation operation) =>
        operation switch
        {
            Load it => (it.Process, new PageRange(it.Page, 1)),
            Store it => (it.Process, new PageRange(it.Page, 1)),
            SwapOut it => (it.Process, new PageRange(it.Page, 1)),
            Compact it => (it.Process, new PageRange(it.Page, 1)),
            Pin it => (it.Process, new PageRange(it.Page, 1)),
            Map it => (it.Process, it.Range),
            MapFile it => (it.Process, it.Range),
            Unmap it => (it.Process, it.Range),
            Protect it => (it.Process, it.Range),
            DontNeed it => (it.Process, it.Range),
            DeviceLoad it => (it.Process, it.Range),
            DeviceStore it => (it.Process, it.Range),
            RangeFault it => (it.Process, it.Range),
            Snapshot it => (it.Process, it.Range),
            MigrateToDevice it => (it.Process, it.Range),
            MigrateToSystem it => (it.Process, it.Range),
            MakeExclusive it => (it.Process, it.Range),
            DeviceAtomic it => (it.Process, new PageRange(it.Page, 1)),
            Remap it => (it.Process, it.Range),
            Advise it => (it.Process, it.Range),
            Mlock it => (it.Process, it.Range),
            Munlock it => (it.Process, it.Range),
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
            or Unpin => (0, default),
        };
}
