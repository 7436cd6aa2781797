using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>What invariants excuse, and that what is next to it is not excused.</summary>
public sealed class ExcuseTests
{
    [Fact]
    public void FIL_6_excuses_a_copy_of_a_page_that_others_may_store_to()
    {
        State state = Reach.After(
            State.Initial(new World(1, 2, 0, 4, 1, 0, 0) { Files = 1, FilePages = 1 }, Profile.Strict),
            "map-file p0 0+1 read-write f0 0 shared",
            "store p0 0 7",
            "map p0 1+1 read-write",
            "store p0 1 8"
        );
        Target cached = state.Processes[0].PageTable[0].Target;
        Target anonymous = state.Processes[0].PageTable[1].Target;
        Assert.Null(Copied(state, new PageCopy(cached, anonymous)));
        Assert.NotNull(Copied(state, new PageCopy(anonymous, cached)));

        // The copies behind one that is excused are looked at.
        Assert.NotNull(Copied(state, new PageCopy(cached, anonymous), new PageCopy(Target.Zero, anonymous)));
    }

    [Fact]
    public void NTF_14_excuses_own_pages_where_fork_copies_them()
    {
        State good = Reach.Mirrored with { Profile = Profile.V9Migration };
        Show.Excused<MirrorsStayEmptyUnderWindows>(Opened(good, EventKind.ProtectionPage, 2));
        Assert.Equal(2, PageOf(Opened(good, EventKind.Clear, 2)));
        Assert.Equal(2, PageOf(Opened(Reach.Mirrored, EventKind.ProtectionPage, 2)));

        // Page 0 is in system memory and may be written to.
        Assert.Equal(0, PageOf(Opened(good, EventKind.ProtectionPage, 0)));

        // A page that is excused does not excuse the one behind it, here a cached translation that may write.
        State behind = good.With(0, 0, mirror => mirror with { Tlb = mirror.Tlb.Set(3, mirror.Tlb[0]) });
        Assert.Equal(3, PageOf(Opened(behind, EventKind.ProtectionPage, 2)));
    }

    [Fact]
    public void MIG_24_excuses_a_page_that_came_in_before_it_was_skipped()
    {
        State before = Reach.Mirrored with { Profile = Profile.V9Migration };
        State after = before.WithPte(0, 3, Pte.Present(Target.Zero, writable: false, dirty: false));
        Outcome skipped = new(
            Status.Ok,
            0,
            0,
            [],
            [PageResult.SkippedEmpty, PageResult.SkippedEmpty, PageResult.SkippedEmpty]
        );
        Assert.Null(Migrated(before, "migrate-to-device p0 d0 1+3", skipped, after));

        State moved = before.With(0, 1, static (Pte pte) => pte with { Target = Target.System(1) });
        Assert.NotNull(Migrated(before, "migrate-to-device p0 d0 1+3", skipped, moved));
        Assert.NotNull(Migrated(before with { Profile = Profile.V9 }, "migrate-to-device p0 d0 1+3", skipped, after));
        Assert.NotNull(Migrated(before, "migrate-to-system p0 d0 1+3", skipped, after));
    }

    [Fact]
    public void FIL_14_excuses_a_store_behind_which_another_went_to_the_same_page_of_the_file()
    {
        State before = Reach.After(
            State.Initial(new World(1, 3, 1, 4, 1, 1, 0) { Files = 1, FilePages = 2 }, Profile.Strict),
            "attach d0 1 direct",
            "register p0 d0 0+3",
            "map-file p0 0+1 read-write f0 0 shared",
            "map-file p0 1+2 read-write f0 0 shared"
        );
        Operation operation = Reach.Read("device-store p0 d0 0+3 20");
        Transition stored = ReferenceModel.Run(before, operation);
        Assert.Equal(Outcome.Ok.Status, stored.Outcome.Status);
        Assert.Equal([21UL, 21UL, 22UL], Enumerable.Range(0, 3).Select(page => stored.After.ContentOf(0, page)));
        Assert.Null(new StoresAreSeenByOneProcess().Check(before, operation, stored.Outcome, stored.After));

        Violation? lost = new StoresAreSeenByOneProcess().Check(
            before,
            operation,
            stored.Outcome,
            stored.After.With(stored.After.Processes[0].PageTable[2].Target, static frame => frame with { Value = 5 })
        );
        Assert.Equal("device-store p0 d0 0+3 20: p0 page 2 holds 5, not the stored 22", lost?.Sentence);
    }

    [Fact]
    public void EXC_12_needs_a_page_of_the_device_s_own_or_one_that_it_has_for_itself()
    {
        Translation system = new(true, true, Target.System(0));
        Assert.False(system.AllowsAtomics);
        Assert.True((system with { Exclusive = true }).AllowsAtomics);
        Assert.True((system with { Target = Target.OnDevice(0, 0) }).AllowsAtomics);
        Assert.False((system with { Exclusive = true, Writable = false }).AllowsAtomics);
        Assert.False((system with { Exclusive = true, Valid = false }).AllowsAtomics);
    }

    private static Violation? Copied(State state, params PageCopy[] copies) =>
        new CopiesHoldWhatTheyCopy().Check(
            new Interleaving(state, FlatMemory.Initial(state.World), [new Copying([.. copies])])
        );

    private static State Opened(State state, EventKind kind, int start)
    {
        Window window = new(1, new PageRange(start, 2), kind, -1, Pending: 0);
        return state.With(0, process => process with { Notifier = new Notifier(3, [window], []) });
    }

    // The page of d0 that it is said of, or null.
    private static int? PageOf(State state) =>
        new MirrorsStayEmptyUnderWindows().Check(state)?.Sentence.Split(' ') is [_, _, _, string page, ..]
            ? int.Parse(page, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static Violation? Migrated(State before, string line, Outcome outcome, State after) =>
        new MigrationChangesNoContent().Check(before, Reach.Read(line), outcome, after);

    private sealed record Copying(Sequence<PageCopy> Made) : Activity
    {
        public override Sequence<PageCopy> Copies => Made;

        public override Successors Next(State state) => Blocked.PageLock;

        public override Activity Through(ILocals locals) => this;
    }
}
