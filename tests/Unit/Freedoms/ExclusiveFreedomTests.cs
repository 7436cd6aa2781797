using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>Pages that a device has for itself: what may come of them, and what must never be seen.</summary>
public sealed class ExclusiveFreedomTests
{
    private static readonly string[] Mirrored =
    [
        "attach d0 4 direct",
        "attach d1 4 direct",
        "register p0 d0 0+8",
        "register p0 d1 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
    ];

    [Theory]
    [Accepts("ND-18")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_device_may_lose_a_page_at_any_time(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("make-exclusive p0 d0 0+3")
            .Happened(new Populate(0, 0, Write: false))
            .Did("device-atomic p0 d0 1 1")
            .Happened(new DropEntry(0, 0, 1))
            .Did("device-atomic p0 d0 1 1", "device-atomic p0 d0 0 1", "load p0 0", "load p0 1")
            .Settled();

    [Theory]
    [Accepts("ND-18")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void An_atomic_access_may_be_given_up(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .GaveUp("device-atomic p0 d0 0 5", "EBUSY")
            .Did("load p0 0", "device-atomic p0 d0 0 5", "load p0 0")
            .Settled();

    [Theory]
    [Rejects("ND-18")]
    [InlineData("device-atomic p0 d0 0 5", "EFAULT")]
    [InlineData("make-exclusive p0 d0 0+2", "EFAULT")]
    [InlineData("make-exclusive p0 d0 0+2", "ok pages=exclusive,not-reached")]
    [InlineData("make-exclusive p0 d0 0+2", "ok pages=exclusive")]
    [InlineData("device-atomic p0 d2 0 5", "EBUSY")]
    [InlineData("load p0 0", "EBUSY")]
    public void Nothing_is_refused_without_a_cause(string operation, string outcome)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            new Trial(level).Did(Mirrored).GaveUpWrongly(operation, outcome);
        }
    }

    [Theory]
    [Accepts("ND-24")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_try_that_was_given_up_may_leave_pages_exclusive(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Answered("make-exclusive p0 d0 0+2", "EBUSY")
            .Did("device-load p0 d1 0+2", "load p0 1")
            .Settled();

    [Theory]
    [Rejects("ND-24")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_try_that_was_given_up_changes_no_content(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Wrong("make-exclusive p0 d0 0+1", Twist.Page(0, 0, static seen => seen with { Value = 0 }));

    [Theory]
    [Accepts("ND-18")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_may_be_locked_by_somebody(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Chose("make-exclusive p0 d0 0+2", ChoiceKind.SkipPage, 1)
            .Did("device-atomic p0 d0 0 1", "load p0 1")
            .Settled();

    [Theory]
    [Accepts("NV-6")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_CPU_takes_back_what_a_device_has_for_itself(ObservationLevel level) =>
        new Trial(level).Did(Mirrored).Did("make-exclusive p0 d0 0+2", "load p0 0", "store p0 1 12").Settled();

    [Theory]
    [Rejects("NV-6")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_CPU_does_not_reach_it_meanwhile(ObservationLevel level)
    {
        new Trial(level)
            .Did(Mirrored)
            .Wrong(
                "make-exclusive p0 d0 0+1",
                Twist.Page(0, 0, static seen => seen with { Cached = true }),
                "EXC-15",
                "EXC-4"
            );
        new Trial(level)
            .Did(Mirrored)
            .Did("device-load p0 d1 0+1")
            .Wrong(
                "make-exclusive p0 d0 0+1",
                Twist.Page(
                    0,
                    0,
                    static seen =>
                        seen with
                        {
                            Mirrors =
                            [
                                .. seen.Mirrors.Select(static it =>
                                    it with
                                    {
                                        Entry = MirrorEntryKind.System,
                                        Value = 10,
                                    }
                                ),
                            ],
                        }
                ),
                "EXC-15",
                "EXC-4",
                "NTF-2"
            );
    }

    [Theory]
    [Accepts("INV-35")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Atomic_accesses_of_two_devices_add_up(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("device-atomic p0 d0 0 1", "device-atomic p0 d1 0 1", "store p0 0 20", "device-atomic p0 d0 0 1")
            .Answered("load p0 0", "ok value=21")
            .Settled();

    [Theory]
    [Rejects("INV-35")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void No_atomic_access_is_lost(ObservationLevel level)
    {
        new Trial(level).Did(Mirrored).Wrong("device-atomic p0 d0 0 1", "ok value=9", "EXC-12");
        new Trial(level)
            .Did(Mirrored)
            .Did("device-atomic p0 d0 0 1", "device-atomic p0 d1 0 1")
            .Wrong("load p0 0", "ok value=11");
    }

    // What lib/test_hmm does: it stores by an entry of its own, and loads by what its mirror has.
    [Fact]
    [Accepts("ND-22")]
    public void A_device_that_has_entered_the_pages_before_it_leaves_a_page_exclusive()
    {
        Trial trial = new(ObservationLevel.Touched);
        foreach (string operation in Mirrored.Append("make-exclusive p0 d0 0+3"))
        {
            trial.Answered(operation, WithoutMirrors);
        }

        trial.Happened(new DropEntry(0, 0, 0)).Answered("device-store p0 d0 0+1 20", WithoutMirrors);
        trial.Happened(new DropEntry(0, 0, 1)).Answered("device-store p0 d0 1+1 21", WithoutMirrors);
        trial.Answered("device-load p0 d0 0+3", WithoutMirrors);
        Assert.Equal(PteKind.DeviceExclusive, trial.State.Processes[0].PageTable[2].Kind);
        trial.Answered("load p0 2", WithoutMirrors);
    }

    private static Answer WithoutMirrors(Answer answer) =>
        answer with
        {
            Events = null,
            Touched = [.. answer.Touched.Select(static page => page with { Mirrors = [] })],
        };
}
