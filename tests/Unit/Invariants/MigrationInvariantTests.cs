using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

public class MigrationInvariantTests
{
    private static readonly State Good = Reach.Mirrored;

    [Fact]
    public void DRT_5_reports_a_store_of_which_nothing_knows()
    {
        State clean = Good.With(0, 0, static (Pte pte) => pte with { Dirty = false });
        Show.Excused<CleanFramesHoldWhatIsBehindThem>(clean);
        Show.Reported<CleanFramesHoldWhatIsBehindThem>(
            Good,
            clean.WithEntry(0, static entry => entry with { Dirty = false })
        );
        State returned = Good.With(Target.OnDevice(0, 0), static frame => frame with { Dirty = false });
        Show.Reported<CleanFramesHoldWhatIsBehindThem>(Good, returned);
    }

    [Fact]
    public void DRT_5_reports_a_cached_frame_that_differs_from_its_slot()
    {
        State good = Reach.Swapped;
        State other = good.With(Target.System(0), static frame => frame with { Value = 99 });
        Show.Reported<CleanFramesHoldWhatIsBehindThem>(good, other);
    }

    [Fact]
    public void MIG_17_reports_a_device_page_that_a_cpu_maps()
    {
        Pte mapped = Pte.Present(Target.OnDevice(0, 0), writable: true, dirty: true);
        Show.Reported<DevicePagesAreMappedByNoProcessor>(Good, Good.WithPte(0, 2, mapped));
        Pte protnone = mapped with { Kind = PteKind.ProtNone };
        Show.Reported<DevicePagesAreMappedByNoProcessor>(Good, Good.WithPte(0, 2, protnone));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(7, 0)]
    public void MIG_17_reports_a_device_private_entry_of_what_is_no_used_device_frame(int device, int frame)
    {
        Pte broken = Pte.DevicePrivate(new Target(device, frame), writable: false);
        Show.Reported<DevicePagesAreMappedByNoProcessor>(Good, Good.WithPte(0, 2, broken));
    }

    [Fact]
    public void MIG_18_reports_a_migration_entry_that_nobody_will_remove()
    {
        Pte waiting = Pte.Migration(Target.System(0), writable: true);
        Show.Reported<MigrationEntriesHaveLockedSources>(Good, Good.WithPte(0, 0, waiting));
        Pte free = Pte.Migration(Target.System(5), writable: true);
        Show.Reported<MigrationEntriesHaveLockedSources>(Good, Good.WithPte(0, 0, free));
    }

    [Theory]
    [InlineData("migrate-to-device p0 d0 0+2")]
    [InlineData("migrate-to-system p0 d0 0+4")]
    [InlineData("evict d0 1")]
    [InlineData("swap-out p0 0")]
    public void MIG_19_reports_a_migration_that_changes_a_content_or_a_mapping(string line)
    {
        State before = Reach.After(Good, "store p0 3 4");
        Target last = before.Processes[0].PageTable[3].Target;
        Show.Reported<MigrationChangesNoContent>(
            before,
            line,
            after => after.With(last, static frame => frame with { Value = 9 })
        );
        Show.Reported<MigrationChangesNoContent>(
            before,
            line,
            static after =>
                after.With(0, static process => process with { Space = process.Space.Without(new PageRange(3, 1)) })
        );
    }

    [Fact]
    public void MIG_19_reports_a_skipped_page_that_is_somewhere_else()
    {
        Violation violation = Show.Reported<MigrationChangesNoContent>(
            Good,
            "migrate-to-system p0 d0 3+1",
            static after => after.WithPte(0, 3, Pte.Present(Target.Zero, writable: false, dirty: false))
        );
        Assert.EndsWith("was skipped-empty", violation.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void MIG_19_reports_a_page_that_left_without_being_counted()
    {
        Operation operation = Reach.Read("swap-out p0 0");
        Transition moved = ReferenceModel.Run(Good, operation);
        Assert.Equal(Outcome.Of(1), moved.Outcome);
        Assert.NotNull(new MigrationChangesNoContent().Check(Good, operation, Outcome.Of(0), moved.After));
    }
}
