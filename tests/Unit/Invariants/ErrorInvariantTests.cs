using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

public class ErrorInvariantTests
{
    /// <summary>Pages 0 and 1 hold values, page 2 is read-only, page 3 not mapped; every frame of system memory is used.</summary>
    private static readonly State Good = Reach.After(
        "attach d0 1 iommu 1",
        "register p0 d0 0+4",
        "map p0 0+3 read-write",
        "store p0 0 7",
        "store p0 1 8",
        "store p0 2 9",
        "protect p0 2+1 read"
    );

    [Theory]
    [InlineData("load p1 0", Status.ESRCH)]
    [InlineData("load p0 3", Status.SIGSEGV)]
    [InlineData("store p0 2 5", Status.SIGSEGV)]
    [InlineData("store p0 9 5", Status.SIGSEGV)]
    [InlineData("map p0 0+1 read", Status.EEXIST)]
    [InlineData("unmap p0 0+9", Status.EINVAL)]
    [InlineData("protect p0 0+0 read", Status.EINVAL)]
    [InlineData("swap-out p0 9", Status.EINVAL)]
    [InlineData("fork p0 p0", Status.EEXIST)]
    [InlineData("fork p0 p7", Status.EINVAL)]
    [InlineData("exit p1", Status.ESRCH)]
    [InlineData("attach d0 1 direct", Status.EEXIST)]
    [InlineData("attach d1 9 direct", Status.EINVAL)]
    [InlineData("register p0 d1 0+4", Status.ENODEV)]
    [InlineData("register p0 d0 0+4", Status.EINVAL)]
    [InlineData("register p0 d0 0+0", Status.EOVERFLOW)]
    [InlineData("unregister p0 d1", Status.ENODEV)]
    [InlineData("range-fault p0 d1 0+1 default=fault", Status.ENODEV)]
    [InlineData("snapshot p0 d0 0+9", Status.EINVAL)]
    [InlineData("device-load p0 d0 0+0", Status.EINVAL)]
    [InlineData("device-store p0 d1 0+1 5", Status.ENODEV)]
    [InlineData("migrate-to-device p0 d0 0+9", Status.EINVAL)]
    [InlineData("migrate-to-system p0 d0 3+1", Status.EINVAL)]
    [InlineData("evict d1 1", Status.ENODEV)]
    [InlineData("evict d0 -1", Status.EINVAL)]
    public void ERR_3_reports_any_change_by_what_was_refused(string line, Status status)
    {
        Assert.Equal(status, ReferenceModel.Run(Good, Reach.Read(line)).Outcome.Status);
        Show.Reported<ErrorsChangeOnlyWhatTheirClauseAllows>(
            Good,
            line,
            static after => after.With(0, 0, static (Pte pte) => pte with { Young = false })
        );
    }

    [Theory]
    [InlineData("range-fault p0 d0 1+3 default=fault", Status.EFAULT)]
    [InlineData("range-fault p0 d0 1+2 default=fault+write", Status.EPERM)]
    [InlineData("range-fault p0 d0 0+2 default=fault", Status.ENOMEM)]
    [InlineData("device-load p0 d0 2+2", Status.EFAULT)]
    [InlineData("device-store p0 d0 1+2 5", Status.EPERM)]
    [InlineData("migrate-to-device p0 d0 1+3", Status.EINVAL)]
    [InlineData("protect p0 1+3 none", Status.ENOMEM)]
    [InlineData("dontneed p0 1+3", Status.ENOMEM)]
    public void ERR_3_reports_a_content_or_a_right_that_the_error_does_not_explain(string line, Status status)
    {
        Assert.Equal(status, ReferenceModel.Run(Good, Reach.Read(line)).Outcome.Status);
        Target first = Good.Processes[0].PageTable[0].Target;
        Show.Reported<ErrorsChangeOnlyWhatTheirClauseAllows>(
            Good,
            line,
            after => after.With(first, static frame => frame with { Value = 99 })
        );
        Show.Reported<ErrorsChangeOnlyWhatTheirClauseAllows>(
            Good,
            line,
            static after =>
                after.With(
                    0,
                    static process => process with { Space = process.Space.With(new PageRange(3, 1), Protection.Read) }
                )
        );
    }

    [Fact]
    public void ERR_3_reports_an_entry_that_a_failed_fault_put_into_the_mirror()
    {
        Violation violation = Show.Reported<ErrorsChangeOnlyWhatTheirClauseAllows>(
            Good,
            "range-fault p0 d0 1+2 default=fault+write",
            static after => after.WithEntry(1, static _ => new MirrorEntry(MirrorEntryKind.System, 0, false, false))
        );
        Assert.EndsWith(": p0 d0 page 1 was entered into the mirror", violation.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ERR_3_allows_the_stores_before_the_one_that_failed_and_no_others()
    {
        State before = Reach.After(Good, "device-store p0 d0 0+1 1");
        Operation operation = Reach.Read("device-store p0 d0 0+3 20");
        Transition failed = ReferenceModel.Run(before, operation);
        Assert.Equal(Status.EPERM, failed.Outcome.Status);
        Assert.Equal(20UL, failed.After.ContentOf(0, 0));
        Assert.Null(Spec.Invariants.FirstViolation(before, operation, failed.Outcome, failed.After));
        Target second = before.Processes[0].PageTable[1].Target;
        Show.Reported<ErrorsChangeOnlyWhatTheirClauseAllows>(
            before,
            "device-store p0 d0 0+3 20",
            after => after.With(second, static frame => frame with { Value = 22 })
        );
    }

    [Fact]
    public void ERR_3_reports_a_change_by_an_access_that_found_no_memory()
    {
        State full = Good;
        for (int frame = full.Memory.NextFree(); frame >= 0; frame = full.Memory.NextFree())
        {
            full = full with { Memory = full.Memory.Take(frame, Frame.New(0)) };
        }

        State empty = full.WithPte(0, 0, Pte.None)
            .With(0, static process => process with { Tlb = process.Tlb.Set(0, default) });
        Operation operation = Reach.Read("store p0 0 1");
        Transition failed = ReferenceModel.Run(empty, operation);
        Assert.Equal(Status.ENOMEM, failed.Outcome.Status);
        Show.Reported<ErrorsChangeOnlyWhatTheirClauseAllows>(
            empty,
            "store p0 0 1",
            static after => after.With(0, 1, static (Pte pte) => pte with { Young = false })
        );
    }
}
