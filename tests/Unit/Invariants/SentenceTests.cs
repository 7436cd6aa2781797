using System.Reflection;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>What invariants say, word for word, of what no state of <see cref="BrokenStateTests"/> shows.</summary>
public sealed class SentenceTests
{
    private static readonly State Good = Reach.Mirrored;
    private static readonly PageRange First = new(0, 1);

    [Fact]
    public void Of_a_window_and_of_a_device_fault_that_are_left_is_said_which()
    {
        Window window = new(1, First, EventKind.Clear, -1, Pending: 0);
        ActiveFault fault = new(1, 0, new PageRange(2, 1), BackedOff: false);
        AssertSays<NothingIsLeftOpenOrLocked>(
            "INV-39 (NTF-8): p0: a window is open: clear 0+1",
            WithNotifier(Good, new Notifier(3, [window], []))
        );
        AssertSays<NothingIsLeftOpenOrLocked>(
            "INV-39 (NTF-8): p0: a device fault is under way: d0 2+1",
            WithNotifier(Good, new Notifier(2, [], [fault]))
        );

        State gone = Good.WithMirror(0, 0, Mirror.Absent(4));
        AssertSays<OnlyLiveMirrorsHaveEntries>(
            "INV-6 (MIR-16): p0 d0: the mirror is gone, but the window over 0+1 has still to tell it",
            WithNotifier(gone, new Notifier(3, [window with { Pending = 1 }], []))
        );
        AssertSays<OnlyLiveMirrorsHaveEntries>(
            "INV-6 (MIR-16): p0 d0: the mirror is gone, but a device fault on 2+1 is under way",
            WithNotifier(gone, new Notifier(2, [], [fault]))
        );
    }

    [Fact]
    public void Of_a_device_fault_beside_a_window_is_said_what_it_missed()
    {
        State state = Reach.After(Good, "attach d1 2 direct", "register p0 d1 0+4") with { Profile = Profile.V9 };
        Window window = new(1, First, EventKind.Clear, -1, Pending: 0);
        ActiveFault fault = new(2, 1, new PageRange(0, 2), BackedOff: false);
        AssertSays<WindowsAndDeviceFaultsExclude>(
            "INV-40 (NTF-13): p0: the device fault of d1 on 0+2 has not been told to back off by the window over 0+1",
            WithNotifier(state, new Notifier(2, [window], [fault]))
        );
        ActiveFault backedOff = fault with { BackedOff = true };
        AssertSays<WindowsAndDeviceFaultsExclude>(
            "INV-40 (NTF-13): p0: the device fault of d1 on 0+2 is still under way although its mirror has been told of the "
                + "window over 0+1",
            WithNotifier(state, new Notifier(2, [window], [backedOff]))
        );

        // Its own mirror has still to be told, or is not told at all.
        foreach (Window untold in (Window[])[window with { Pending = 2 }, window with { Spared = 2 }])
        {
            Show.Excused<WindowsAndDeviceFaultsExclude>(WithNotifier(state, new Notifier(2, [untold], [backedOff])));
        }
    }

    [Fact]
    public void An_iova_that_no_entry_has_is_excused_only_while_a_fault_of_its_device_can_back_off()
    {
        State unnamed = Good.WithEntry(0, static _ => MirrorEntry.None);
        State faulting = WithNotifier(unnamed, new Notifier(2, [], [new ActiveFault(1, 0, First, BackedOff: false)]));
        Show.Excused<DmaMappingsBelongToEntries>(faulting with { Profile = Profile.V9 });
        const string sentence = "INV-25 (DMA-5): d0: IOVA 0 leads to frame 0, but no mirror entry has it";
        AssertSays<DmaMappingsBelongToEntries>(sentence, faulting);
        State other = WithNotifier(unnamed, new Notifier(2, [], [new ActiveFault(1, 1, First, BackedOff: false)]));
        AssertSays<DmaMappingsBelongToEntries>(sentence, other with { Profile = Profile.V9 });

        // An entry that leads behind the last IOVA has none.
        AssertSays<DmaMappingsBelongToEntries>(sentence, Good.WithEntry(0, static entry => entry with { Address = 3 }));
    }

    [Fact]
    public void A_direct_address_of_no_frame_is_named()
    {
        State direct = Reach.After(
            "attach d0 2 direct",
            "register p0 d0 0+4",
            "map p0 0+4 read-write",
            "device-store p0 d0 0+1 7"
        );
        AssertSays<SystemEntriesHaveDmaMappings>(
            "INV-24 (DMA-4): p0 d0 page 0: DMA address 6 is no frame's",
            direct.WithEntry(0, static entry => entry with { Address = 6 })
        );
    }

    [Fact]
    public void An_exclusive_entry_that_leads_nowhere_has_nothing_for_itself()
    {
        string? sentence = Said<ExclusivePagesAreReachedByOneDevice>(
            Good.WithEntry(0, static entry => entry with { Address = 7, Exclusive = true })
        );
        Assert.EndsWith(", but d0 has nothing for itself", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_free_frame_with_references_is_said_that_it_is_free() =>
        AssertSays<FramesCountTheirReferences>(
            "INV-18 (RCL-7): frame 5 is free with 1 references",
            Good.With(Target.System(5), static frame => frame with { References = 1, Mappings = 1 })
        );

    [Fact]
    public void A_page_of_a_file_that_is_in_swap_and_must_not_be_is_told_from_one_in_a_slot_that_is_not_there()
    {
        World world = new(1, 2, 0, 3, 2, 0, 0)
        {
            Files = 1,
            MemoryFiles = 1,
            FilePages = 2,
        };
        State start = State.Initial(world, Profile.Strict);
        AssertSays<MemoryFilePagesAreInOnePlace>(
            "INV-63 (FIL-30): page 1 of f0 is in slot 0 of swap, and its file has storage",
            start.WithFilePage(new FileAddress(0, 1), new FilePage(0, -1, 0))
        );
        State beyond = start.WithFilePage(new FileAddress(1, 1), new FilePage(0, -1, 2));
        AssertSays<MemoryFilePagesAreInOnePlace>(
            "INV-63 (FIL-30): page 1 of f1 is in slot 2 of swap, which is not in use",
            beyond
        );
        AssertSays<SwapSlotsCountTheirEntries>("INV-14 (RCL-5): page 1 of f1: there is no slot 2", beyond);
    }

    [Fact]
    public void A_cached_page_whose_frame_nobody_holds_is_told()
    {
        State state = Reach.After(
            State.Initial(new World(1, 2, 0, 3, 1, 0, 0) { Files = 1, FilePages = 2 }, Profile.Strict),
            "map-file p0 0+2 read-write f0 0 shared",
            "load p0 0"
        );
        AssertSays<PageCacheHasOneFrameForAPage>(
            "INV-60 (FIL-2): page 0 of f0 is cached in frame 0, which has no reference",
            state.With(Target.System(0), static frame => frame with { References = 0 })
        );
    }

    [Fact]
    public void A_pinned_frame_has_a_reference_for_each_pin()
    {
        State state = Reach.After(
            State.Initial(new World(1, 2, 0, 3, 1, 0, 0) { Pins = 2 }, Profile.Strict),
            "map p0 0+2 read-write",
            "store p0 0 7",
            "pin p0 0 0",
            "pin p0 0 1"
        );
        AssertSays<PinnedFramesAreOfOneProcess>(
            "INV-62 (PIN-8): pin 0 holds frame 0, which has fewer references than pins",
            state.With(Target.System(0), static frame => frame with { References = 1 })
        );
    }

    [Fact]
    public void What_does_not_end_breaks_the_invariant_that_every_operation_ends() =>
        Assert.Equal(
            new Violation(
                typeof(EveryOperationEnds).GetCustomAttribute<InvariantAttribute>()!.Id,
                typeof(EveryOperationEnds).GetCustomAttribute<ClauseAttribute>()!.Id,
                "all wait"
            ),
            EveryOperationEnds.Broken("all wait")
        );

    private static State WithNotifier(State state, Notifier notifier) =>
        state.With(0, process => process with { Notifier = notifier });

    private static void AssertSays<T>(string violation, State state)
        where T : IStateInvariant, new() => Assert.Equal(violation, Said<T>(state));

    private static string? Said<T>(State state)
        where T : IStateInvariant, new() => new T().Check(state)?.ToString();
}
