using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Activities;

/// <summary>What single steps of reclaim, compaction and truncation do to frames.</summary>
public sealed class FrameStepTests
{
    [Fact]
    public void The_frame_that_compaction_takes_is_locked_until_the_page_is_in_it()
    {
        ActivityRun run = new(Reach.Swapped, "compact p0 0");
        _ = run.Step();
        CompactActivity compact = (CompactActivity)run.Activity!;
        Assert.True(run.State.Memory[compact.Free].Locked);
        Assert.True(run.State.Memory[compact.Frame].Locked);
    }

    [Fact]
    public void The_last_migration_entry_goes_with_the_lock()
    {
        ActivityRun run = new ActivityRun(Reach.After("map p0 0+1 read-write", "store p0 0 7"), "compact p0 0").To(
            "check references, migrate"
        );
        Assert.Equal(Outcome.Of(1), run.Step().Outcome);
        Assert.Null(run.Activity);
    }

    [Fact]
    public void A_page_that_was_written_to_swap_and_stays_in_memory_is_clean_and_unlocked()
    {
        ActivityRun run = new ActivityRun(Reach.After("map p0 0+1 read-write", "store p0 0 7"), "swap-out p0 0").To(
            "replace entry, flush TLB, invalidate range end"
        );
        Target target = Target.System(0);
        Assert.True(run.State.FrameAt(target).Dirty);
        // Somebody else holds it: the cache, reclaim, and a third.
        Assert.Equal(2, run.State.FrameAt(target).References);
        Successor last = run.With(state => state.With(target, static frame => frame with { References = 3 })).Step();
        Assert.Equal(Outcome.Of(0), last.Outcome);
        Frame kept = Frame.New(7) with { Slot = 0, References = 2 };
        Assert.Equal(kept, last.State.FrameAt(target));
        Assert.Equal(7UL, last.State.Swap[0].Value);
    }

    [Fact]
    public void A_lazily_free_page_that_stays_is_as_clean_as_it_was()
    {
        State freed = Reach.After("map p0 0+1 read-write", "store p0 0 7", "advise p0 0+1 free");
        Target target = freed.Processes[0].PageTable[0].Target;
        ActivityRun run = new ActivityRun(freed, "swap-out p0 0").To("replace entry, flush TLB, invalidate range end");
        Successor last = run.With(state => state.With(target, static frame => frame with { References = 2 })).Step();
        Assert.Equal(Frame.New(7) with { LazyFree = true }, last.State.FrameAt(target));
    }

    [Fact]
    public void What_has_left_its_file_is_dirty_for_nobody()
    {
        State cached = Reach.After(
            ReferenceModel.Init(World.Default with { Files = 1, FilePages = 1 }, Profile.Strict),
            "map-file p0 0+1 read-write f0 0 shared",
            "store p0 0 7"
        );
        Target target = cached.Processes[0].PageTable[0].Target;
        ActivityRun run = new ActivityRun(cached, "punch-hole f0 0+1").To(
            "empty entry, flush TLB, invalidate range end"
        );
        Assert.True(run.State.FrameAt(target).Dirty);
        Successor last = run.With(state => state.With(target, static frame => frame with { References = 3 })).Step();
        Assert.Equal(Frame.New(7), last.State.FrameAt(target));
    }
}
