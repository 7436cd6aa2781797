using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What faults of CPU and device may come to.</summary>
public sealed class FaultFreedomTests
{
    private static readonly string[] Mirrored = ["attach d0 4 direct", "register p0 d0 0+8", "map p0 0+4 read-write"];

    [Theory]
    [Accepts("ND-5")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_device_may_find_the_address_space_too_busy(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Mirrored).Did("store p0 0 1");
        for (int time = 0; time < 40; time++)
        {
            trial.GaveUp("device-load p0 d0 0+2", time % 2 == 0 ? "EBUSY" : "EAGAIN");
            trial.GaveUp("range-fault p0 d0 0+2 default=fault", "EBUSY");
        }

        trial.GaveUp("migrate-to-device p0 d0 0+1", "EBUSY").Did("device-load p0 d0 0+2", "load p0 0").Settled();
    }

    [Fact]
    public void What_is_given_up_for_ever_is_not_called_allowed()
    {
        Trial trial = new Trial(ObservationLevel.Outcome).Did(Mirrored).Did("store p0 0 1");
        for (int time = 0; time < 100; time++)
        {
            trial.GaveUp("device-load p0 d0 0+1", "EBUSY");
        }

        trial.GaveUpUndecided("device-load p0 d0 0+1", "EBUSY");
    }

    [Theory]
    [Accepts("ND-5")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_store_that_was_given_up_may_have_come_to_some_pages(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Mirrored).Did("store p0 0 1", "store p0 1 2");
        trial.Answered("device-store p0 d0 0+1 7", static answer => answer);
        trial.GaveUp("device-store p0 d0 0+2 7", "EBUSY").Did("load p0 0", "load p0 1").Settled();
    }

    // Nothing that showed before it was other than expected, and that a page was copied unseen would be wrong.
    [Theory]
    [Accepts("ND-15")]
    [InlineData(ObservationLevel.Touched, "device-store p0 d1 1+2 3", "EFAULT faults=1")]
    [InlineData(ObservationLevel.Touched, "device-store p0 d1 1+3 3", "EFAULT faults=1")]
    [InlineData(ObservationLevel.Outcome, "device-store p0 d1 1+2 3", "EFAULT faults=1")]
    public void A_store_that_failed_in_an_expected_run_may_have_come_to_some_pages(
        ObservationLevel level,
        string store,
        string outcome
    )
    {
        World world = World.Default with { Frames = 64, SwapSlots = 32, DeviceFrames = 32, IovaSlots = 32 };
        new Trial(level, world, Profile.Linux61, isBlind: true)
            .Did("attach d1 32 direct", "attach d0 32 direct", "register p0 d1 1+3", "map p0 3+1 read-write")
            .Did("load p0 3", "map p0 0+2 read-write", "register p0 d0 0+3", "store p0 1 1", "fork p0 p1")
            .Did("store p0 0 1", "migrate-to-device p0 d1 1+1", "store p0 1 1", "migrate-to-device p0 d1 1+1")
            .DidInstead(store, "device-store p0 d1 1+1 3", outcome)
            .Did("load p0 1");
    }

    [Theory]
    [Rejects("ND-5")]
    [InlineData("load p0 0", "EBUSY")]
    [InlineData("store p0 0 2", "EAGAIN")]
    [InlineData("unmap p0 0+1", "EBUSY")]
    [InlineData("fork p0 p1", "EAGAIN")]
    [InlineData("device-load p0 d1 0+1", "EBUSY")]
    [InlineData("device-load p0 d0 0+9", "EBUSY")]
    [InlineData("device-load p0 d0 0+2", "EINTR")]
    public void Only_what_waits_for_invalidations_is_given_up(string operation, string word)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            new Trial(level).Did(Mirrored).Did("store p0 0 1").GaveUpWrongly(operation, word);
        }
    }

    [Theory]
    [Rejects("ND-5")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_store_that_was_given_up_came_to_the_first_pages(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Mirrored).Did("store p0 0 1", "store p0 1 2");
        trial.GaveUp("device-store p0 d0 0+2 7", "EBUSY").Did("load p0 0");
        trial.GaveUpWrongly("load p0 1", "ok value=8");
    }

    [Theory]
    [Accepts("ND-6")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_read_first_may_be_a_frame_of_zeros(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Chose("load p0 0", ChoiceKind.PrivateZeroFrame)
            .Did("swap-out p0 0", "load p0 0", "store p0 0 3", "device-load p0 d0 0+1")
            .Settled();

    [Theory]
    [Accepts("ND-6")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_that_was_only_read_may_be_forgotten(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("load p0 0")
            .Answered("snapshot p0 d0 0+1", "ok pages=empty")
            .Did("load p0 0", "store p0 0 3", "device-load p0 d0 0+1")
            .Settled();

    [Theory]
    [Accepts("ND-6")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_fault_to_read_may_give_the_right_to_write(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Happened(new Populate(0, 0, Write: true))
            .Did("range-fault p0 d0 0+1 default=fault", "device-store p0 d0 0+1 4", "load p0 0")
            .Settled();

    [Theory]
    [Accepts("ND-6")]
    [Accepts("ND-9")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_fault_to_read_may_give_no_right_to_write(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("store p0 0 1")
            .Answered("range-fault p0 d0 0+1 default=fault", "ok pages=read")
            .Did("device-store p0 d0 0+1 4", "load p0 0")
            .Settled();

    [Theory]
    [Rejects("ND-6")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_read_first_holds_zeros(ObservationLevel level) =>
        new Trial(level).Did(Mirrored).Wrong("load p0 0", "ok value=1");

    [Theory]
    [Rejects("ND-6")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_fault_gives_no_right_that_the_mapping_does_not(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("protect p0 0+4 read")
            .Wrong("range-fault p0 d0 0+1 default=fault", "ok pages=write");

    [Theory]
    [Rejects("ND-6")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_that_was_written_is_not_the_zero_page(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("store p0 0 1")
            .Wrong("range-fault p0 d0 0+1 default=fault", "ok pages=zero");

    [Theory]
    [Accepts("ND-7")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_fault_may_bring_in_neighbours_and_break_sharing(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("store p0 1 5", "fork p0 p1")
            .Happened(new Populate(0, 1, Write: true))
            .Happened(new Populate(0, 2, Write: false))
            .Did("device-load p0 d0 0+1", "load p1 1", "store p0 1 6", "load p1 1", "load p0 2")
            .Settled();

    [Theory]
    [Rejects("ND-7")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_fault_brings_in_no_page_that_is_not_mapped(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Wrong(
                "snapshot p0 d0 0+8",
                Twist.Page(0, 5, static seen => seen with { Entry = ObservedEntry.Present, Zero = true })
            );

    [Theory]
    [Rejects("ND-7")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_neighbour_that_was_brought_in_holds_what_it_held(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("store p0 1 5", "fork p0 p1")
            .Happened(new Populate(0, 1, Write: true))
            .Did("device-load p0 d0 0+1")
            .Wrong("load p0 1", "ok value=0");

    [Theory]
    [Rejects("ND-9")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_fault_to_write_gives_the_right_to_write(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("store p0 0 1")
            .Wrong("range-fault p0 d0 0+1 default=fault+write", "ok pages=read", "FLT-3");

    [Theory]
    [Accepts("ND-9")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void An_entry_may_stay_read_only(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("store p0 0 1")
            .Answered(
                "device-store p0 d0 0+1 2",
                Twist.Page(0, 0, static seen => seen with { Writable = false, CachedWritable = false })
            )
            .Did("store p0 0 3", "load p0 0")
            .Settled();

    [Theory]
    [Rejects("ND-9")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void No_entry_is_writable_that_could_not_be(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("store p0 0 1")
            .Wrong("protect p0 0+1 read", Twist.Page(0, 0, static seen => seen with { Writable = true }), "MAP-8");

    [Theory]
    [Accepts("ND-10")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_store_to_what_was_shared_may_copy_it(ObservationLevel level)
    {
        Trial trial = new Trial(level)
            .Did(Mirrored)
            .Did("store p0 0 1", "fork p0 p1", "exit p1", "device-load p0 d0 0+1");
        trial
            .Happened(new DropEntry(0, 0, 0))
            .Answered(
                "store p0 0 2",
                level == ObservationLevel.Outcome
                    ? static answer => answer
                    : Twist.Events(static _ => Twist.Window(EventKind.Clear, 0, new PageRange(0, 1), 0))
            )
            .Did("device-load p0 d0 0+1")
            .Settled();
    }

    [Theory]
    [Accepts("ND-10")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_store_to_what_was_shared_may_find_no_frame_for_a_copy(ObservationLevel level) =>
        new Trial(level, new World(2, 2, 1, 1, 0, 0, 0))
            .Did("map p0 0+1 read-write", "store p0 0 1", "fork p0 p1", "exit p1")
            .GaveUp("store p0 0 2", "ENOMEM")
            .Did("load p0 0", "store p0 0 2", "load p0 0")
            .Settled();

    [Theory]
    [Rejects("ND-10")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_store_to_what_nobody_shared_needs_no_frame(ObservationLevel level) =>
        new Trial(level, new World(2, 2, 1, 1, 0, 0, 0))
            .Did("map p0 0+1 read-write", "store p0 0 1")
            .GaveUpWrongly("store p0 0 2", "ENOMEM");

    [Theory]
    [Rejects("ND-10")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_store_to_what_is_shared_does_not_use_its_frame(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Mirrored).Did("store p0 0 1", "fork p0 p1", "load p1 0", "store p0 0 2");
        trial.Wrong("load p1 0", Twist.Page(1, 0, static seen => seen with { Value = 2 }));
    }

    [Theory]
    [Accepts("ND-20")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void The_first_page_that_fails_decides_and_those_before_it_may_be_there(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .Did("protect p0 2+1 read", "protect p0 3+1 none")
            .Did("range-fault p0 d0 1+3 default=fault+write", "device-load p0 d0 2+2", "load p0 1")
            .Settled();

    [Theory]
    [Accepts("ND-20")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Those_before_it_need_not_be_there(ObservationLevel level) =>
        new Trial(level)
            .Did(Mirrored)
            .GaveUp("range-fault p0 d0 2+3 default=fault", "EFAULT")
            .GaveUp("device-load p0 d0 2+3", "EFAULT")
            .GaveUp("device-store p0 d0 2+3 7", "EFAULT")
            .Did("load p0 2")
            .Settled();

    [Theory]
    [Rejects("ND-20")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_later_page_does_not_decide(ObservationLevel level)
    {
        const string faults = "range-fault p0 d0 2+2 default=fault+write";
        string[] rights = ["protect p0 2+1 read", "protect p0 3+1 none"];
        new Trial(level).Did(Mirrored).Did(rights).Wrong(faults, "EFAULT", "FLT-6");
        new Trial(level).Did(Mirrored).Did(rights).Wrong("device-store p0 d0 2+2 7", "EFAULT", "FLT-6");
    }

    [Theory]
    [Rejects("ND-20")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_store_of_several_pages_that_may_all_be_written_does_not_fail(ObservationLevel level)
    {
        foreach (string word in new[] { "EFAULT", "EPERM", "SIGSEGV", "ESRCH", "EINVAL" })
        {
            new Trial(level).Did(Mirrored).GaveUpWrongly("device-store p0 d0 0+3 7", word);
        }
    }
}
