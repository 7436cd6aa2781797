using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.HappeningSteps;

/// <summary>Faults that nobody asked for, of a CPU and of a device.</summary>
public sealed class FaultHappeningTests
{
    // Page 0 may be stored to, page 1 is shared, page 2 is the zero frame.
    private static readonly State Mapped = Reach.After(
        "attach d0 2 direct",
        "register p0 d0 0+4",
        "map p0 0+4 read-write",
        "store p0 1 8",
        "fork p0 p1",
        "store p0 0 7",
        "load p0 2"
    );

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    public void What_is_mapped_as_it_is_wanted_stays(int page, bool write) =>
        Mapped.AssertNothingComesOf(new Populate(0, page, write));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_wanted_for_a_store_can_be_stored_to(int page) =>
        Assert.True(Mapped.After(new Populate(0, page, Write: true)).Entry(0, page).Writable);

    [Fact]
    public void A_fault_waits_for_who_changes_the_mappings() =>
        Assert.Equal(
            Blocked.MmapLock,
            Mapped
                .With(0, static process => process with { Lock = new MmapLock(0, Writer: true) })
                .WaitsFor(new Populate(0, 3, Write: false))
        );

    [Theory]
    [InlineData(false, Request.Fault)]
    [InlineData(true, Request.FaultWrite)]
    public void A_device_asks_for_one_page_and_for_a_store_only_where_it_stores(bool write, Request request)
    {
        Activity begun = ReferenceModel.Begin(new Prefetch(0, 0, 3, write));
        Sequence<Request> none = [];
        Assert.Equal(
            new RangeFault(0, 0, new PageRange(3, 1), request, Request.None, none),
            ((DeviceFault)begun).Operation
        );
        State after = ReferenceModel.Run(Mapped, new Prefetch(0, 0, 3, write)).After;
        Assert.Equal(write, after.Processes[0].Mirrors[0].Entries[3].Writable);
    }

    [Fact]
    public void A_frame_of_zeros_that_a_load_gets_may_not_be_stored_to_and_is_clean()
    {
        Successor other = Assert.Single(
            ReferenceModel.Begin(new Populate(0, 3, Write: false)).Next(Mapped).All,
            static one => one.Choice.Kind == ChoiceKind.PrivateZeroFrame
        );
        Pte pte = other.State.Entry(0, 3);
        Assert.Equal(new Pte(PteKind.Present, pte.Target, Writable: false, Dirty: false, Young: true), pte);
        Assert.Equal(Frame.New(0) with { Mappings = 1 }, other.State.FrameAt(pte.Target));
    }
}
