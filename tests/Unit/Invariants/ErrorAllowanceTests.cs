using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>What each error of an operation may leave behind, and what it may not (ERR-3).</summary>
public sealed class ErrorAllowanceTests
{
    // Page 0 is in system memory, 1 read-only, 2 in swap, 3 in a device's memory.
    internal static readonly string[] FourPlaces =
    [
        "attach d0 2 direct",
        "register p0 d0 0+4",
        "map p0 0+4 read-write",
        "store p0 0 7",
        "store p0 1 8",
        "store p0 2 9",
        "swap-out p0 2",
        "store p0 3 5",
        "migrate-to-device p0 d0 3+1",
        "protect p0 1+1 read",
    ];

    private static readonly State Plain = Reach.After(FourPlaces);

    // Pages 0 and 1 show the same page of a file, page 2 the next, page 3 is anonymous and read-only.
    private static readonly State OfFile = Reach.After(
        State.Initial(new World(1, 4, 1, 6, 1, 1, 0) { Files = 1, FilePages = 2 }, Profile.Strict),
        "attach d0 1 direct",
        "register p0 d0 0+4",
        "map-file p0 0+1 read-write f0 0 shared",
        "map-file p0 1+2 read-write f0 0 shared",
        "map p0 3+1 read-write",
        "store p0 1 7",
        "store p0 2 8",
        "store p0 3 9",
        "protect p0 3+1 read"
    );

    [Theory]
    [InlineData("detach d0", Status.ENOMEM, true)]
    [InlineData("detach d0", Status.EBUSY, false)]
    [InlineData("load p0 2", Status.ENOMEM, false)]
    [InlineData("store p0 2 1", Status.ENOMEM, true)]
    [InlineData("load p0 3", Status.ENOMEM, true)]
    [InlineData("load p0 0", Status.ENOMEM, false)]
    [InlineData("load p0 3", Status.SIGBUS, false)]
    [InlineData("dontneed p0 0+1", Status.ENOMEM, true)]
    [InlineData("dontneed p0 0+1", Status.EINVAL, false)]
    [InlineData("advise p0 0+1 remove", Status.EINVAL, false)]
    [InlineData("make-exclusive p0 d0 0+1", Status.EFAULT, true)]
    [InlineData("make-exclusive p0 d0 0+1", Status.EINVAL, false)]
    [InlineData("pin p0 0 0", Status.ENOMEM, true)]
    [InlineData("pin p0 0 0", Status.SIGBUS, false)]
    [InlineData("device-atomic p0 d0 0 1", Status.EFAULT, true)]
    [InlineData("device-atomic p0 d0 0 1", Status.EBUSY, false)]
    public void An_error_lets_pages_be_elsewhere_or_not(string line, Status status, bool allows) =>
        Assert.Equal(allows, Flaw(Plain, line, status, Moved(Plain)) is null);

    [Theory]
    [InlineData("load p0 3", Status.SIGBUS, true)]
    [InlineData("load p0 3", Status.EFAULT, true)]
    [InlineData("load p0 3", Status.SIGSEGV, false)]
    [InlineData("pin p0 0 0", Status.SIGBUS, true)]
    [InlineData("migrate-to-device p0 d0 0+2", Status.EFAULT, true)]
    [InlineData("migrate-to-device p0 d0 0+2", Status.ENOMEM, true)]
    [InlineData("migrate-to-device p0 d0 0+2", Status.EINVAL, false)]
    public void An_error_of_2015_lets_pages_be_elsewhere_or_not(string line, Status status, bool allows)
    {
        State before = Plain with { Profile = Profile.V9Migration };
        Assert.Equal(allows, Flaw(before, line, status, Moved(before)) is null);
    }

    [Theory]
    [InlineData("device-atomic p0 d0 0 1", Status.EBUSY, true)]
    [InlineData("device-atomic p0 d0 0 1", Status.EFAULT, true)]
    [InlineData("device-atomic p0 d0 0 1", Status.EINVAL, false)]
    [InlineData("advise p0 0+1 remove", Status.EINVAL, true)]
    public void An_error_beside_files_lets_pages_be_elsewhere_or_not(string line, Status status, bool allows) =>
        Assert.Equal(allows, Flaw(OfFile, line, status, Moved(OfFile)) is null);

    [Fact]
    public void A_discard_stops_at_a_locked_mapping_behind_what_it_discarded()
    {
        State before = Reach.After(Plain, "mlock p0 1+1");
        Assert.Null(Flaw(before, "dontneed p0 0+2", Status.EINVAL, before.WithPte(0, 0, Pte.None)));
        Assert.NotNull(Flaw(before, "dontneed p0 1+1", Status.EINVAL, before.WithPte(0, 0, Pte.None)));
    }

    [Fact]
    public void A_failed_protect_changes_nothing_outside_of_its_range()
    {
        State after = Plain.With(0, static process => process with { Space = Read(process.Space, 0) });
        Assert.Null(Flaw(Plain, "protect p0 0+1 read", Status.ENOMEM, after));
        State beyond = Plain.With(0, static process => process with { Space = process.Space.Without(new(1, 1)) });
        Assert.Equal("the mapping of p0 page 1 is another", Flaw(Plain, "protect p0 0+1 read", Status.ENOMEM, beyond));
        Assert.StartsWith(
            "p0 page 1 had ",
            Flaw(
                Plain,
                "protect p0 0+1 read",
                Status.ENOMEM,
                Plain.With(0, 1, static (Pte pte) => pte with { Young = false })
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_failed_removal_leaves_holes_and_nothing_else()
    {
        FilePage cut = OfFile.FilePageAt(new FileAddress(0, 0));
        State hole = OfFile.With(Target.System(cut.Cached), static frame => frame with { Value = 0 });
        Assert.Null(Flaw(OfFile, "advise p0 0+1 remove", Status.EINVAL, hole));
        Assert.Equal("p0 page 0 held 7 and holds 0", Flaw(OfFile, "advise p0 2+1 remove", Status.EINVAL, hole));
        State other = OfFile.With(0, static process => process with { Space = Read(process.Space, 0) });
        Assert.Equal("the mapping of p0 page 0 is another", Flaw(OfFile, "advise p0 0+1 remove", Status.EINVAL, other));
    }

    [Fact]
    public void A_failed_device_store_keeps_what_it_stored_before()
    {
        State before = Reach.After(
            Plain,
            "protect p0 1+1 read-write",
            "device-store p0 d0 0+3 1",
            "load p0 3",
            "protect p0 3+1 read"
        );
        Assert.Equal([20UL, 21UL, 22UL], AfterFailedStore(before, "device-store p0 d0 0+4 20"));
    }

    [Fact]
    public void A_failed_device_store_to_pages_that_show_the_same_keeps_what_was_stored_last() =>
        Assert.Equal(
            [21UL, 21UL, 22UL],
            AfterFailedStore(Reach.After(OfFile, "device-store p0 d0 0+3 1"), "device-store p0 d0 0+4 20")
        );

    [Fact]
    public void Who_touches_a_page_of_a_device_without_its_mirror_loses_it()
    {
        State before = Plain with { Profile = Profile.V9Migration };
        before = before.WithMirror(0, 0, Mirror.Absent(4));
        Assert.Null(Flaw(before, "load p0 3", Status.SIGBUS, before.WithPte(0, 3, Pte.Poisoned)));
        Assert.Equal(
            "p0 page 0 was lost",
            Flaw(before, "load p0 3", Status.SIGBUS, before.WithPte(0, 0, Pte.Poisoned))
        );
    }

    private static ulong[] AfterFailedStore(State before, string line)
    {
        Transition failed = ReferenceModel.Run(before, Reach.Read(line));
        Assert.Equal(Status.EPERM, failed.Outcome.Status);
        Assert.Null(Flaw(before, line, Status.EPERM, failed.After));
        return [.. Enumerable.Range(0, 3).Select(page => failed.After.ContentOf(0, page))];
    }

    private static AddressSpace Read(AddressSpace space, int page) =>
        space.WithRights(new PageRange(page, 1), Protection.Read);

    // Page 0 is as it was to a program, and its entry is not.
    private static State Moved(State state) => state.With(0, 0, static (Pte pte) => pte with { Young = !pte.Young });

    private static string? Flaw(State before, string line, Status status, State after) =>
        new ErrorsChangeOnlyWhatTheirClauseAllows()
            .Check(before, Reach.Read(line), Outcome.Fail(status), after)
            ?.Sentence.Split(": ", 2)[1];
}
