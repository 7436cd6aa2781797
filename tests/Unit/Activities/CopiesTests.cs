using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Activities;

/// <summary>What has made a copy of a page says so until the copy is in its place.</summary>
public sealed class CopiesTests
{
    // Page 0 is shared, page 1 is the zero frame, page 2 was never touched.
    private static readonly State Shared = Reach.After(
        "attach d0 2 direct",
        "register p0 d0 0+4",
        "map p0 0+4 read-write",
        "store p0 0 7",
        "fork p0 p1",
        "load p0 1"
    );

    [Fact]
    public void Copy_on_write_has_a_copy_of_the_page_that_was_shared()
    {
        ActivityRun store = new(Shared, "store p0 0 8");
        Assert.Empty(store.Activity!.Copies);
        _ = store.To("reuse or copy").To("callback");
        CpuFault fault = (CpuFault)store.Activity!;
        Assert.Equal([new PageCopy(Shared.Processes[0].PageTable[0].Target, Target.System(fault.Copy))], fault.Copies);
        Assert.Empty(store.To("replace entry, flush TLB, invalidate range end").Activity!.Copies);
    }

    [Fact]
    public void Of_the_zero_frame_there_is_no_copy()
    {
        ActivityRun store = new ActivityRun(Shared, "store p0 1 8").To("reuse or copy").To("callback");
        Assert.NotEqual(-1, ((CpuFault)store.Activity!).Copy);
        Assert.Empty(store.Activity.Copies);
    }

    [Fact]
    public void A_migration_has_its_copies_until_they_are_the_pages()
    {
        Target source = Shared.Processes[0].PageTable[0].Target;
        ActivityRun run = new ActivityRun(Shared, "migrate-to-device p0 d0 0+3").To("allocate and copy");
        Assert.Equal([new PageCopy(source, Target.OnDevice(0, 0))], run.Activity!.Copies);
        // A page that is made on the device is no copy.
        Assert.True(((Migration)run.To("allocate and copy").Activity!).Items[1].HasDestination);
        Assert.Equal([new PageCopy(source, Target.OnDevice(0, 0))], run.Activity!.Copies);
        Assert.Empty(run.To("commit").Activity!.Copies);
    }
}
