using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>MIG-16: a page for which the device has no memory is reported as migrated, and stayed where it was.</summary>
internal sealed class SkippedReportedAsMigrated : Toy
{
    protected override Result Migrate(int process, int device, PageRange range, bool toDevice)
    {
        Result result = base.Migrate(process, device, range, toDevice);
        return result.Pages is null ? result : result with { Pages = [.. result.Pages.Select(Boast)] };
    }

    private static PageResult Boast(PageResult result) =>
        result == PageResult.SkippedNoMemory ? PageResult.Migrated : result;
}
