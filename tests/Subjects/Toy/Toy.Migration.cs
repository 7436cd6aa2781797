using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <content>Migration by request, and eviction: MIG-1, RET-3, EVC.</content>
internal partial class Toy
{
    public override Result MigrateToDevice(int process, int device, PageRange range) =>
        Migrate(process, device, range, toDevice: true);

    public override Result MigrateToSystem(int process, int device, PageRange range) =>
        Migrate(process, device, range, toDevice: false);

    public override Result Evict(int device, int count)
    {
        if (FindDevice(device) is not Device found)
        {
            return Result.Error("ENODEV");
        }

        if (count < 0)
        {
            return Result.Error("EINVAL");
        }

        List<Migrant> migrants = [.. InOrder(found).Take(count).Select(frame => new Migrant(0, frame))];
        migrants.ForEach(UnmapOthers);
        migrants.ForEach(migrant => Copy(migrant, found, toDevice: false));
        migrants.ForEach(migrant => Commit(migrant, toDevice: false));
        migrants.ForEach(Finish);
        return Result.Of((ulong)migrants.Count(migrant => migrant.Result == PageResult.Migrated));
    }

    /// <summary>MIG-1, MIG-2: VMA by VMA, up to a page that may not be read.</summary>
    protected virtual Result Migrate(int process, int device, PageRange range, bool toDevice)
    {
        if (CheckMirrored(process, device, range, out Mirror mirror) is string error)
        {
            return Result.Error(error);
        }

        Process owner = mirror.Process;
        List<PageResult> results = [];
        while (results.Count < range.Count)
        {
            int page = range.Start + results.Count;
            if (!owner.Allows(page, write: false))
            {
                results.AddRange(Enumerable.Repeat(PageResult.NotReached, range.Count - results.Count));
                return Result.Error("EINVAL") with { Pages = results };
            }

            results.AddRange(MigratePart(owner, mirror.Device, owner.AreaFrom(page, range.End), toDevice));
        }

        return Result.Of(results);
    }

    /// <summary>The phases, each for all pages of a part of a VMA before the next begins.</summary>
    protected virtual IReadOnlyList<PageResult> MigratePart(Process owner, Device device, PageRange part, bool toDevice)
    {
        List<Migrant> migrants = Collect(owner, device, part, toDevice);
        migrants.ForEach(UnmapOthers);
        Silence(owner, device, migrants);
        migrants.ForEach(migrant => Copy(migrant, device, toDevice));
        InsertHoles(owner, device, part, migrants);
        migrants.ForEach(migrant => Commit(migrant, toDevice));
        migrants.ForEach(Finish);
        return [.. migrants.Select(migrant => migrant.Result)];
    }

    // EVC-1: by the lowest process and page that maps each.
    private IEnumerable<Frame> InOrder(Device device) =>
        Processes
            .OfType<Process>()
            .SelectMany(owner => owner.Entries)
            .Where(entry => entry.Kind == EntryKind.Device && entry.Frame!.Device == device)
            .Select(entry => entry.Frame!)
            .Distinct();
}
