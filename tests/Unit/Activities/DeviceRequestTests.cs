using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Activities;

/// <summary>What a device asks for when an access of it faults, what it is told, and what it may skip.</summary>
public sealed class DeviceRequestTests
{
    private static readonly Sequence<Request> None = [];

    [Theory]
    [InlineData("device-load p0 d0 2+2", 2, 2, Request.Fault)]
    [InlineData("device-store p0 d0 3+1 9", 3, 1, Request.FaultWrite)]
    [InlineData("device-atomic p0 d0 2 1", 2, 1, Request.FaultWrite)]
    public void It_asks_for_all_pages_from_the_one_that_faults_alike(
        string access,
        int start,
        int count,
        Request request
    )
    {
        State state = Reach.Mirrored.WithEntry(2, static _ => MirrorEntry.None).With(0, 0, WithoutTranslation);
        ActivityRun run = new ActivityRun(state, access).To("device fault");
        RangeFault expected = new(0, 0, new PageRange(start, count), request, Request.None, None);
        Assert.Equal(expected, ((DeviceFault)run.Activity!).Operation);
    }

    [Fact]
    public void A_snapshot_asks_for_nothing() =>
        Assert.Equal(
            new RangeFault(0, 0, new PageRange(1, 2), Request.None, Request.None, None),
            ((DeviceFault)ReferenceModel.Begin(new Snapshot(0, 0, new PageRange(1, 2)))).Operation
        );

    [Fact]
    public void An_access_goes_by_its_mirror_and_is_told_of_no_page()
    {
        ActivityRun run = new ActivityRun(Reach.Mirrored, "device-load p0 d0 3+1").To(
            "enter into mirror, unlock driver"
        );
        Assert.Equal(new Reply(Status.Ok, 0, []), Assert.IsType<DeviceAccess>(run.Activity).Reply);
    }

    [Fact]
    public void Pages_are_skipped_for_no_reason_where_they_are_asked_for_and_not_for_an_atomic_access()
    {
        ActivityRun asked = new ActivityRun(Reach.Mirrored, "make-exclusive p0 d0 0+1").To("sample sequence number");
        Assert.Equal(
            [Choice.Canonical, new Choice(ChoiceKind.SkipPage, 0)],
            asked.Next.All.Select(static one => one.Choice)
        );
        ActivityRun atomic = new ActivityRun(Reach.Mirrored, "device-atomic p0 d0 0 1").To("sample sequence number");
        Assert.True(atomic.Next.IsSingle);
    }

    private static Mirror WithoutTranslation(Mirror mirror) =>
        mirror with
        {
            Tlb = mirror.Tlb.Set(2, Translation.None),
        };
}
