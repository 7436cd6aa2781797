using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What the kernel may do by itself: reclaim, invalidate for nothing, run out of memory.</summary>
public sealed class KernelFreedomTests
{
    private static readonly World Scarce = new(1, 4, 1, 4, 0, 2, 4);

    private static readonly string[] TwoMirrors =
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
    [Accepts("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Any_page_may_be_reclaimed(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Happened(new Reclaim(0, 0))
            .Answered("migrate-to-device p0 d0 0+1", "ok pages=skipped-swap")
            .Did("load p0 0", "device-load p0 d1 0+2")
            .Settled();

    [Theory]
    [Accepts("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Reclaim_may_leave_a_page_alone(ObservationLevel level) =>
        new Trial(level).Did(TwoMirrors).GaveUp("swap-out p0 0", "ok value=0").Did("load p0 0").Settled();

    [Theory]
    [Accepts("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Compaction_may_leave_a_page_alone(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .GaveUp("compact p0 0", "ok value=0")
            .Did("load p0 0", "compact p0 1")
            .Settled();

    [Theory]
    [Rejects("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Compaction_moves_one_page_at_most_and_one_that_there_is(ObservationLevel level)
    {
        _ = new Trial(level).Did(TwoMirrors).GaveUpWrongly("compact p0 9", "ok value=0", "ERR-2");
        _ = new Trial(level)
            .Did(TwoMirrors)
            .Wrong("compact p0 0", static answer => answer with { Outcome = Outcome.Of(2) });
    }

    [Theory]
    [Rejects("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Reclaim_of_no_page_is_an_error(ObservationLevel level) =>
        new Trial(level).Did(TwoMirrors).GaveUpWrongly("swap-out p0 9", "ok value=0", "ERR-2");

    [Theory]
    [Rejects("ND-3")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_page_that_was_reclaimed_holds_what_it_held(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Happened(new Reclaim(0, 0))
            .Wrong("store p0 1 12", Twist.Page(0, 0, static seen => seen with { Value = 0 }));

    [Theory]
    [Rejects("ND-3")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_page_that_is_not_mapped_is_not_in_swap(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Wrong(
                "unmap p0 1+1",
                Twist.Page(0, 1, static seen => seen with { Entry = ObservedEntry.Swap }),
                "MAP-4",
                "MAP-5"
            );

    [Theory]
    [Accepts("ND-3")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_that_nobody_has_used_may_be_in_swap(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Happened(new Populate(0, 2, Write: true))
            .Happened(new Reclaim(0, 2))
            .Did("protect p0 2+1 none", "protect p0 2+1 read", "load p0 2")
            .Settled();

    [Theory]
    [Accepts("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void An_invalidation_may_be_wider_and_one_more(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Did("device-load p0 d0 0+2")
            .Happened(new DropEntry(0, 0, 1))
            .Answered(
                "unmap p0 0+1",
                Twist.Events(static seen =>
                    Twist
                        .Window(EventKind.Clear, 0, new PageRange(2, 2))
                        .Concat(seen.Select(static it => it with { Range = new PageRange(0, 2) }))
                )
            )
            .Did("device-load p0 d0 1+1")
            .Settled();

    [Theory]
    [Accepts("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void One_invalidation_may_stand_for_several(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Did("protect p0 1+1 none", "protect p0 2+1 read")
            .Answered(
                "protect p0 0+3 read",
                Twist.Events(static seen =>
                {
                    Assert.Equal(2, seen.Count(static it => it.Phase == EventPhase.Start));
                    return Twist.Window(EventKind.ProtectionVma, 0, new PageRange(0, 8), 0, 1);
                })
            )
            .Settled();

    [Theory]
    [Accepts("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void Several_invalidations_may_stand_for_one(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Did("device-load p0 d0 0+2")
            .Answered("dontneed p0 0+2", Twist.Events(static _ => TwoWindows(0, 1)))
            .Settled();

    [Theory]
    [Rejects("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void Each_of_several_invalidations_tells_the_mirrors(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Did("device-load p0 d0 0+2")
            .Wrong("dontneed p0 0+2", Twist.Events(static _ => TwoWindows(1)), "MAP-12");

    [Theory]
    [Accepts("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void Where_no_page_has_an_entry_protect_may_say_nothing(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Did("dontneed p0 0+2")
            .Answered("protect p0 0+2 read", Twist.Events(static _ => []))
            .Settled();

    [Theory]
    [Accepts("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void Where_no_page_was_stored_to_fork_may_say_nothing(ObservationLevel level) =>
        new Trial(level)
            .Did("attach d0 4 direct", "register p0 d0 0+8", "map p0 0+2 read-write", "load p0 0")
            .Answered("fork p0 p1", Twist.Events(static _ => []))
            .Settled();

    [Theory]
    [Rejects("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void Where_a_page_was_stored_to_fork_says_so(ObservationLevel level) =>
        new Trial(level)
            .Did("attach d0 4 direct", "register p0 d0 0+8", "map p0 0+2 read-write", "store p0 0 7")
            .Wrong("fork p0 p1", Twist.Events(static _ => []));

    [Theory]
    [Rejects("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void An_invalidation_is_not_narrower(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Did("device-load p0 d0 0+2")
            .Wrong(
                "unmap p0 0+2",
                Twist.Events(static seen => seen.Select(static it => it with { Range = new PageRange(0, 1) })),
                "NTF-1",
                "MAP-4"
            );

    [Theory]
    [Rejects("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void An_invalidation_is_not_left_out(ObservationLevel level) =>
        new Trial(level).Did(TwoMirrors).Wrong("unmap p0 0+2", Twist.Events(static _ => []), "NTF-1", "MAP-4");

    [Theory]
    [Rejects("ND-4")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void An_invalidation_ends(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Wrong("unmap p0 0+2", Twist.Events(static seen => seen.SkipLast(1)), "NTF-1", "MAP-4");

    [Theory]
    [Accepts("ND-12")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void Mirrors_are_told_in_any_order_and_also_for_nothing(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Did("device-load p0 d0 0+2")
            .Chose("unmap p0 1+1", ChoiceKind.CallbackOrder, 1)
            .Happened(new DropEntry(0, 0, 0))
            .Answered(
                "map p0 0+4 read",
                Twist.Events(static seen => seen.Concat(Twist.Window(EventKind.Unmap, 0, new PageRange(0, 4), 1, 0)))
            )
            .Did("device-load p0 d0 0+1")
            .Settled();

    [Theory]
    [Rejects("ND-12")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void Every_mirror_of_the_range_is_told(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Wrong(
                "unmap p0 1+1",
                Twist.Events(static seen => seen.Where(static it => it.Device != 1)),
                "NTF-2",
                "NTF-1",
                "MAP-4"
            );

    [Theory]
    [Rejects("ND-12")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void A_mirror_is_told_before_the_window_closes(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Wrong(
                "unmap p0 1+1",
                Twist.Events(static seen => seen.OrderBy(static it => it.Device == 1)),
                "NTF-2",
                "NTF-1",
                "MAP-4"
            );

    [Theory]
    [Accepts("ND-13")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Any_table_may_fail_to_be_allocated(ObservationLevel level) =>
        new Trial(level)
            .GaveUp("attach d0 4 direct", "ENOMEM")
            .Did("attach d0 4 direct")
            .GaveUp("register p0 d0 0+8", "ENOMEM")
            .Did("register p0 d0 0+8")
            .GaveUp("map p0 0+4 read-write", "ENOMEM")
            .Did("map p0 0+4 read-write", "store p0 0 1")
            .GaveUp("fork p0 p1", "ENOMEM")
            .GaveUp("protect p0 0+1 read", "ENOMEM")
            .GaveUp("unmap p0 0+1", "ENOMEM")
            .Did("store p0 0 2", "device-load p0 d0 0+1", "fork p0 p1", "load p1 0")
            .Settled();

    [Theory]
    [Accepts("ND-13")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Memory_may_be_used_up_by_what_happened_by_itself(ObservationLevel level) =>
        new Trial(level, Scarce)
            .Did("attach d0 2 direct", "register p0 d0 0+4", "map p0 0+4 read-write", "store p0 0 1")
            .Did("migrate-to-device p0 d0 0+1")
            .Happened(new Populate(0, 1, Write: true))
            .Happened(new Populate(0, 2, Write: true))
            .Happened(new Populate(0, 3, Write: true))
            .Did("load p0 0", "unmap p0 3+1", "load p0 0");

    [Theory]
    [Rejects("ND-13")]
    [InlineData("load p0 0", "ENOMEM")]
    [InlineData("store p0 1 3", "ENOMEM")]
    [InlineData("device-load p0 d0 0+1", "EFAULT")]
    [InlineData("device-load p0 d0 0+1", "ENOMEM")]
    [InlineData("dontneed p0 0+1", "ENOMEM")]
    [InlineData("exit p0", "ENOMEM")]
    [InlineData("unregister p0 d0", "ENOMEM")]
    [InlineData("map p0 9+9 read", "ENOMEM")]
    [InlineData("fork p0 p7", "ENOMEM")]
    [InlineData("map p0 4+4 read-write", "EINVAL")]
    public void Nothing_fails_without_a_cause(string operation, string word)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            new Trial(level).Did(TwoMirrors).GaveUpWrongly(operation, word);
        }
    }

    [Theory]
    [Accepts("ND-13")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_change_of_rights_may_run_out_of_memory_between_two_mappings(ObservationLevel level) =>
        new Trial(level)
            .Did(TwoMirrors)
            .Did("protect p0 1+3 read", "protect p0 0+1 none")
            .GaveUp("protect p0 0+3 read-write", "ENOMEM")
            .Did("protect p0 0+1 read-write")
            .Answered("protect p0 2+2 read", static answer => answer)
            .Settled();

    [Theory]
    [Rejects("ND-13")]
    [MemberData(nameof(Levels.Pages), MemberType = typeof(Levels))]
    public void What_failed_for_want_of_memory_has_not_been_done(ObservationLevel level) =>
        new Trial(level).Did(TwoMirrors).Wrong("unmap p0 0+2", "ENOMEM", "MAP-4");

    // Of the first page both mirrors are told, of the second these.
    private static IEnumerable<Event> TwoWindows(params int[] told) =>
        Twist
            .Window(EventKind.Clear, 0, new PageRange(0, 1), 0, 1)
            .Concat(Twist.Window(EventKind.Clear, 0, new PageRange(1, 1), told));
}
