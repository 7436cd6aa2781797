using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.HappeningSteps;

/// <summary>A mirror has an entry again for a page that its device has for itself, where no mirror has one.</summary>
public sealed class ExclusiveKeepingTests
{
    // Device 0 mirrors pages 0 and 1, device 1 all; page 0 is exclusive to device 0, and page 1 is mapped.
    private static readonly State Entered = Reach.After(
        "attach d0 2 iommu 3",
        "attach d1 2 iommu 1",
        "register p0 d0 0+2",
        "register p0 d1 0+4",
        "map p0 0+4 read-write",
        "store p0 0 7",
        "store p0 1 8",
        "make-exclusive p0 d0 0+1"
    );

    private static readonly State Dropped = Entered.After(new DropEntry(0, 0, 0));

    [Fact]
    public void A_dropped_entry_is_there_again_writable_exclusive_and_clean()
    {
        Assert.Equal(MirrorEntry.None, Dropped.Processes[0].Mirrors[0].Entries[0]);
        State kept = Dropped.After(new KeepExclusive(0, 0, 0));
        MirrorEntry entry = new(MirrorEntryKind.System, 0, Writable: true, Dirty: false, Exclusive: true);
        Assert.Equal(entry, kept.Processes[0].Mirrors[0].Entries[0]);
        Assert.Equal(Dropped.Entry(0, 0).Target, kept.TargetOf(0, entry));
        Assert.Equal(Translation.None, kept.Processes[0].Mirrors[0].Tlb[0]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public void No_mirror_gets_an_entry_where_one_has_it(int device, int page) =>
        Entered.AssertNothingComesOf(new KeepExclusive(0, device, page));

    [Fact]
    public void A_page_that_no_device_has_for_itself_gets_none() =>
        Dropped.AssertNothingComesOf(new KeepExclusive(0, 0, 1));

    [Fact]
    public void A_page_that_may_not_be_stored_to_gets_none() =>
        Reach.After(Dropped, "protect p0 0+1 read").AssertNothingComesOf(new KeepExclusive(0, 0, 0));

    [Fact]
    public void A_page_outside_of_the_mirror_gets_none() =>
        Reach
            .After(Dropped, "store p0 2 9", "make-exclusive p0 d1 2+1")
            .After(new DropEntry(0, 1, 2))
            .AssertNothingComesOf(new KeepExclusive(0, 0, 2));

    [Fact]
    public void Without_a_mirror_or_an_iova_there_is_none()
    {
        Reach.After(Dropped, "unregister p0 d0").AssertNothingComesOf(new KeepExclusive(0, 0, 0));
        Reach.After(Dropped, "device-load p0 d1 1+1").AssertNothingComesOf(new KeepExclusive(0, 1, 0));
    }
}
