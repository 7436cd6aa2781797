using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>
/// What happened by itself, showed later or not at all, and decides about what is answered then. Neither mirrors nor
/// invalidations are seen, as in Linux; each was called a divergence once.
/// </summary>
public sealed class HiddenHappeningTests
{
    private static readonly World WithFile = World.Default with { MemoryFiles = 1, FilePages = 3 };

    public static TheoryData<ObservationLevel> Blind() => [ObservationLevel.Outcome, ObservationLevel.Touched];

    [Theory]
    [Accepts("ND-7")]
    [MemberData(nameof(Blind))]
    public void Entries_that_nobody_sees_have_the_iovas_that_a_device_wants_for_pages_of_its_own(
        ObservationLevel level
    ) =>
        On(level)
            .Did("map p0 0+7 read-write", "attach d0 4 iommu 1", "register p0 d0 0+8", "store p0 2 12")
            .Happened(new Prefetch(0, 0, 2, Write: false))
            .Did("make-exclusive p0 d0 5+3", "load p0 5", "load p0 6");

    [Theory]
    [Rejects("ND-7")]
    [InlineData("attach d0 4 direct")]
    [InlineData("attach d0 4 iommu 6")]
    public void No_device_lacks_an_iova_where_there_are_enough(string attach)
    {
        string[] before = ["map p0 0+4 read-write", attach, "register p0 d0 0+8", "store p0 0 1"];
        _ = On(ObservationLevel.Touched).Did(before).Wrong("make-exclusive p0 d0 0+1", "ok pages=skipped-no-dma");
    }

    [Theory]
    [Accepts("ND-7")]
    [MemberData(nameof(Blind))]
    public void Who_has_the_iovas_may_be_another_page_than_one_that_a_device_has_for_itself(ObservationLevel level) =>
        On(level)
            .Did("map p0 1+5 read-write", "attach d0 3 iommu 5", "attach d1 3 iommu 1")
            .Did("register p0 d0 0+8", "make-exclusive p0 d0 1+2", "register p0 d1 0+8", "load p0 3")
            .Happened(new Prefetch(0, 1, 3, Write: false))
            .Did("device-store p0 d1 5+1 15", "register p0 d0 0+8");

    [Theory]
    [Accepts("ND-7")]
    [MemberData(nameof(Blind))]
    public void A_page_of_a_file_may_have_been_copied_before_a_store_to_it(ObservationLevel level) =>
        On(level, WithFile)
            .Did("map-file p0 4+1 read-write f0 0 shared", "map-file p0 5+1 read-write f0 0 private")
            .Happened(new Populate(0, 5, Write: true))
            .Did("store p0 4 15", "load p0 5", "load p0 4");

    [Theory]
    [Accepts("ND-7")]
    [Accepts("ND-9")]
    [MemberData(nameof(Blind))]
    public void The_copy_may_look_like_the_page(ObservationLevel level)
    {
        Trial trial = On(level, WithFile)
            .Did("map-file p0 4+1 read-write f0 0 shared", "map-file p0 5+1 read-write f0 0 private")
            .Happened(new Populate(0, 5, Write: true));
        _ =
            level == ObservationLevel.Outcome
                ? trial.Did("protect p0 5+1 read-write")
                : trial.Answered(
                    "protect p0 5+1 read-write",
                    Twist.Page(0, 5, static seen => seen with { Writable = false, Dirty = false })
                );
        trial.Did("store p0 4 15", "load p0 5");
    }

    [Theory]
    [Rejects("ND-7")]
    [MemberData(nameof(Blind))]
    public void A_copy_of_a_page_of_a_file_holds_what_the_page_held(ObservationLevel level) =>
        On(level, WithFile)
            .Did("map-file p0 4+1 read-write f0 0 shared", "map-file p0 5+1 read-write f0 0 private")
            .Did("store p0 4 15", "load p0 5", "store p0 4 16")
            .Wrong("load p0 5", "ok value=0");

    [Theory]
    [Accepts("ND-7")]
    [MemberData(nameof(Blind))]
    public void A_copy_stays_where_its_file_gets_a_hole(ObservationLevel level)
    {
        Trial trial = On(level, WithFile)
            .Did("map-file p0 3+3 read-write f0 0 private")
            .Happened(new Populate(0, 5, Write: true));
        _ =
            level == ObservationLevel.Outcome
                ? trial.Did("protect p0 4+4 none")
                : trial.Answered(
                    "protect p0 4+4 none",
                    Twist.Page(0, 5, static seen => seen with { Writable = false, Dirty = false })
                );
        trial.Did("punch-hole f0 2+1", "advise p0 5+3 cold");
    }

    [Theory]
    [Accepts("ND-6")]
    [MemberData(nameof(Blind))]
    public void A_frame_of_zeros_from_before_a_fork_is_one_for_both(ObservationLevel level) =>
        On(level)
            .Did("map p0 2+3 read-write", "attach d1 2 direct")
            .Happened(new ReplaceZero(0, 2))
            .Did("fork p0 p1", "register p0 d1 0+8", "migrate-to-device p0 d1 2+1");

    [Theory]
    [Accepts("ND-6")]
    [MemberData(nameof(Blind))]
    public void What_a_child_has_from_the_start_its_parent_may_have_got_by_itself(ObservationLevel level) =>
        On(level)
            .Did("map p0 4+1 read")
            .Happened(new Populate(0, 4, Write: false), ChoiceKind.PrivateZeroFrame)
            .Did("fork p0 p1", "exit p0", "remap p1 4+1 1 maymove+fixed+dontunmap 0")
            .Happened(new ReplaceZero(1, 0))
            .Did("fork p1 p0", "load p0 0");

    [Theory]
    [Accepts("ND-7")]
    [Accepts("ND-11")]
    [MemberData(nameof(Blind))]
    public void A_page_may_have_been_copied_before_it_was_freed(ObservationLevel level) =>
        On(level)
            .Did("map p0 3+1 read-write", "store p0 3 15", "fork p0 p1")
            .Happened(new Populate(1, 3, Write: true))
            .Did("advise p1 3+1 free", "swap-out p1 3", "load p1 3", "load p0 3");

    [Theory]
    [Accepts("ND-11")]
    [MemberData(nameof(Blind))]
    public void One_process_may_lose_a_freed_page_that_others_keep(ObservationLevel level) =>
        On(level)
            .Did("map p0 2+1 read-write", "store p0 2 10", "fork p0 p1", "advise p1 0+3 free")
            .Happened(new Reclaim(0, 2), ChoiceKind.MappingOrder)
            .Did("store p1 0 16", "load p1 2", "load p0 2");

    [Theory]
    [Accepts("ND-3")]
    [MemberData(nameof(Blind))]
    public void A_page_may_have_been_reclaimed_before_it_was_locked(ObservationLevel level) =>
        On(level)
            .Did("map p0 4+1 read-write", "store p0 4 17")
            .Happened(new Reclaim(0, 4))
            .Did("mlock p0 4+2", "dontneed p0 3+2");

    [Theory]
    [Accepts("ND-7")]
    [Accepts("ND-9")]
    [MemberData(nameof(Blind))]
    public void A_migration_leaves_a_copy_that_looked_like_the_page(ObservationLevel level)
    {
        Trial trial = On(level)
            .Did("map p0 7+1 read-write", "attach d1 4 direct", "store p0 7 3", "fork p0 p1")
            .Happened(new Populate(0, 7, Write: true));
        Func<Answer, Answer> readOnly =
            level == ObservationLevel.Outcome
                ? static answer => answer
                : Twist.Page(0, 7, static seen => seen with { Writable = false });
        trial
            .Answered("register p1 d1 0+8", readOnly)
            .Did("migrate-to-device p1 d1 7+1", "protect p0 7+1 read", "snapshot p1 d1 7+1");
    }

    private static Trial On(ObservationLevel level, World? world = null) =>
        new(level, world, Profile.Linux61, isBlind: true);
}
