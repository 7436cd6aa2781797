using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

public class MirrorInvariantTests
{
    private static readonly State Good = Reach.Mirrored;

    [Fact]
    public void MIR_12_reports_an_entry_that_leads_to_another_frame_than_the_page_table()
    {
        State elsewhere = Good.With(0, 0, static (Pte pte) => pte with { Target = Target.System(5) });
        Violation violation = Show.Reported<MirrorAgreesWithPageTable>(Good, elsewhere);
        Assert.Equal(
            "p0 d0 page 0: write access to frame 0, but the page table has write entry of frame 5",
            violation.Sentence
        );
    }

    [Fact]
    public void MIR_12_reports_an_entry_whose_page_has_gone()
    {
        Show.Reported<MirrorAgreesWithPageTable>(Good, Good.WithPte(0, 0, Pte.None));
        Show.Reported<MirrorAgreesWithPageTable>(Good, Good.WithPte(0, 1, Pte.None));
        Show.Reported<MirrorAgreesWithPageTable>(Good, Good.WithPte(0, 0, Pte.Swap(0)));
    }

    [Fact]
    public void MIR_12_and_13_excuse_an_entry_of_a_mirror_that_was_not_told_yet()
    {
        State gone = Good.WithPte(0, 0, Pte.None);
        Window window = new(0, new PageRange(0, 1), EventKind.Unmap, -1, Pending: 1);
        State untold = gone.With(0, process => process with { Notifier = new Notifier(3, [window], []) });
        Show.Excused<MirrorAgreesWithPageTable>(untold);
        Show.Excused<MirrorGrantsNoMoreThanPageTable>(untold);
        Window told = window with { Pending = 2 };
        State tooLate = gone.With(0, process => process with { Notifier = new Notifier(3, [told], []) });
        Show.Reported<MirrorAgreesWithPageTable>(Good, tooLate);
        Show.Reported<MirrorGrantsNoMoreThanPageTable>(Good, tooLate);
    }

    [Fact]
    public void MIR_12_and_13_excuse_an_entry_of_a_page_that_a_migration_holds()
    {
        State unlocked = Good.WithPte(0, 0, Pte.Migration(Target.System(0), writable: true));
        State held = unlocked.With(Target.System(0), static frame => frame with { Locked = true });
        Show.Excused<MirrorAgreesWithPageTable>(held);
        Show.Excused<MirrorGrantsNoMoreThanPageTable>(held);
        Show.Reported<MirrorAgreesWithPageTable>(Good, unlocked);
        Show.Reported<MirrorGrantsNoMoreThanPageTable>(
            Good,
            held.WithPte(0, 0, Pte.Migration(Target.System(0), writable: false))
        );
    }

    [Fact]
    public void MIR_13_reports_a_writable_entry_beside_a_read_only_one()
    {
        State readOnly = Good.With(0, 0, static (Pte pte) => pte with { Writable = false });
        Show.Reported<MirrorGrantsNoMoreThanPageTable>(Good, readOnly);
        State zeros = Good.WithEntry(1, static entry => entry with { Writable = true });
        Show.Reported<MirrorGrantsNoMoreThanPageTable>(Good, zeros);
        State onDevice = Good.With(0, 2, static (Pte pte) => pte with { Writable = false });
        Show.Reported<MirrorGrantsNoMoreThanPageTable>(Good, onDevice);
    }

    [Fact]
    public void MIR_14_reports_entries_beyond_the_rights_of_the_mapping()
    {
        PageRange first = new(0, 1);
        State unmapped = Good.With(0, process => process with { Space = process.Space.Without(first) });
        State none = Good.With(0, process => process with { Space = process.Space.With(first, Protection.None) });
        State read = Good.With(0, process => process with { Space = process.Space.With(first, Protection.Read) });
        Show.Reported<MirrorGrantsNoMoreThanMapping>(Good, unmapped);
        Show.Reported<MirrorGrantsNoMoreThanMapping>(Good, none);
        Show.Reported<MirrorGrantsNoMoreThanMapping>(Good, read);
    }

    [Fact]
    public void MIR_15_reports_an_entry_of_device_memory_that_is_not_the_page_s()
    {
        Show.Reported<DeviceEntriesLeadToOwnMemory>(
            Good,
            Good.WithEntry(2, static entry => entry with { Address = 1 })
        );
        Show.Reported<DeviceEntriesLeadToOwnMemory>(
            Good,
            Good.WithEntry(2, static entry => entry with { Address = 9 })
        );
        Show.Reported<DeviceEntriesLeadToOwnMemory>(Good, Good.WithPte(0, 2, Pte.None));
        Pte foreign = Pte.DevicePrivate(Target.OnDevice(1, 0), writable: true);
        Show.Reported<DeviceEntriesLeadToOwnMemory>(Good, Good.WithPte(0, 2, foreign));
    }

    [Fact]
    public void MIR_15_excuses_an_own_entry_of_a_page_that_a_migration_holds()
    {
        Target own = Target.OnDevice(0, 0);
        State held = Good.WithPte(0, 2, Pte.Migration(own, writable: true))
            .With(own, static frame => frame with { Locked = true });
        Show.Excused<DeviceEntriesLeadToOwnMemory>(held);
    }

    [Theory]
    [InlineData(MirrorStage.None)]
    [InlineData(MirrorStage.Deferred)]
    [InlineData(MirrorStage.Closing)]
    public void MIR_16_reports_entries_of_a_mirror_that_is_not_live(MirrorStage stage) =>
        Show.Reported<OnlyLiveMirrorsHaveEntries>(Good, Good.With(0, 0, mirror => mirror with { Stage = stage }));

    [Fact]
    public void MIR_16_reports_entries_and_translations_of_a_dead_process()
    {
        Show.Reported<OnlyLiveMirrorsHaveEntries>(Good, Good.With(0, static process => process with { Alive = false }));
        Translation cached = new(true, false, Target.Zero);
        State other = Good.With(1, 0, mirror => mirror with { Tlb = mirror.Tlb.Set(3, cached) });
        Show.Reported<OnlyLiveMirrorsHaveEntries>(Good, other);
    }

    [Fact]
    public void MIR_17_reports_a_cached_translation_that_the_entry_does_not_allow()
    {
        State readOnly = Good.WithEntry(0, static entry => entry with { Writable = false });
        State clean = Good.WithEntry(0, static entry => entry with { Dirty = false });
        State none = Good.WithEntry(0, static _ => MirrorEntry.None);
        State elsewhere = Good.WithEntry(2, static entry => entry with { Address = 1 });
        Show.Reported<DeviceTranslationsAgreeWithMirror>(Good, readOnly);
        Show.Reported<DeviceTranslationsAgreeWithMirror>(Good, clean);
        Show.Reported<DeviceTranslationsAgreeWithMirror>(Good, none);
        Show.Reported<DeviceTranslationsAgreeWithMirror>(Good, elsewhere);
    }

    [Fact]
    public void MIR_18_reports_a_mirror_of_a_device_that_is_not_there() =>
        Show.Reported<MirrorsExistOnlyForAttachedDevices>(
            Good,
            Good.WithDevice(0, Good.Devices[0] with { Attached = false })
        );

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    public void MIR_18_reports_entries_outside_of_the_interval_and_an_interval_outside_of_the_world(
        int start,
        int count
    ) =>
        Show.Reported<MirrorsExistOnlyForAttachedDevices>(
            Good,
            Good.With(0, 0, mirror => mirror with { Interval = new PageRange(start, count) })
        );

    [Fact]
    public void MIR_16_reports_who_still_uses_a_mirror_that_is_gone()
    {
        Window window = new(1, new PageRange(0, 1), EventKind.Clear, -1, Pending: 1);
        Mirror gone = Mirror.Absent(Good.World.Pages);
        State told = Good.WithMirror(0, 0, gone)
            .With(0, process => process with { Notifier = new Notifier(3, [window], []) });
        State faulting = Good.WithMirror(0, 0, gone)
            .With(
                0,
                static process =>
                    process with
                    {
                        Notifier = new Notifier(2, [], [new ActiveFault(1, 0, new PageRange(0, 1), BackedOff: false)]),
                    }
            );
        Show.Reported<OnlyLiveMirrorsHaveEntries>(Good, told);
        Show.Reported<OnlyLiveMirrorsHaveEntries>(Good, faulting);
        Show.Excused<OnlyLiveMirrorsHaveEntries>(
            told.With(0, static process => process with { Lock = new MmapLock(0, Writer: true) })
        );
        Show.Excused<OnlyLiveMirrorsHaveEntries>(faulting with { Profile = Profile.V9 });
    }
}
