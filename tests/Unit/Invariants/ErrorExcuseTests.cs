using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>What one error of an operation may leave behind is no excuse for another error, nor for a page beside it (ERR-3).</summary>
public sealed class ErrorExcuseTests
{
    private static readonly State Plain = Reach.After(
        State.Initial(new World(2, 4, 1, 8, 2, 2, 0), Profile.Strict),
        [.. ErrorAllowanceTests.FourPlaces, "fork p0 p1"]
    );

    [Theory]
    [InlineData("store p0 3 1", Status.SIGSEGV)]
    [InlineData("device-load p0 d0 0+1", Status.ENODEV)]
    [InlineData("range-fault p0 d0 0+1 default=fault", Status.ENODEV)]
    [InlineData("mlock p0 0+1", Status.EINVAL)]
    [InlineData("munlock p0 0+1", Status.EINVAL)]
    [InlineData("load p0 99", Status.ENOMEM)]
    [InlineData("load p9 3", Status.ENOMEM)]
    [InlineData("load p2 3", Status.ENOMEM)]
    [InlineData("mlock p0 0+0", Status.ENOMEM)]
    public void An_error_that_changes_nothing_lets_no_page_be_elsewhere(string line, Status status)
    {
        State moved = Plain.With(0, 0, static (Pte pte) => pte with { Young = !pte.Young });

        Assert.NotNull(Flaw(line, status, moved));
    }

    [Theory]
    [InlineData("protect p0 0+1 read", Status.EINVAL)]
    [InlineData("dontneed p0 0+1", Status.EINVAL)]
    [InlineData("advise p0 0+1 free", Status.EINVAL)]
    [InlineData("advise p0 0+1 cold", Status.EAGAIN)]
    public void An_error_that_changes_nothing_leaves_the_first_pages_alone(string line, Status status) =>
        Assert.NotNull(Flaw(line, status, Plain.With(0, 0, static (Pte pte) => pte with { Young = !pte.Young })));

    [Fact]
    public void A_mirror_whose_next_update_fails_excuses_only_that_it_is_gone()
    {
        State before = Plain.With(0, 0, static (Mirror mirror) => mirror with { FailsNextUpdate = true });
        State moved = before.With(0, 0, static (Pte pte) => pte with { Young = !pte.Young });

        Assert.Null(Flaw(before, "device-load p0 d0 0+1", Status.ENODEV, moved));
        Assert.NotNull(Flaw(before, "device-load p0 d0 0+1", Status.EINVAL, moved));
    }

    [Theory]
    [InlineData("remap p0 0+1 1 maymove 0", Status.EFAULT)]
    [InlineData("remap p0 0+1 1 none 0", Status.ENOMEM)]
    public void Only_a_remap_to_a_place_has_unmapped_something_before_it_fails(string line, Status status) =>
        Assert.NotNull(Flaw(line, status, Without(0, 0)));

    [Fact]
    public void A_protect_that_fails_has_moved_pages_of_others_only_if_it_brought_locked_ones_in()
    {
        State locked = Reach.After(Plain, "mlock p0 0+1");
        State moved = locked.With(1, 0, static (Pte pte) => pte with { Young = !pte.Young });

        Assert.Null(Flaw(locked, "protect p0 0+2 read-write", Status.ENOMEM, moved));
        Assert.NotNull(Flaw(locked, "protect p0 1+2 read-write", Status.ENOMEM, moved));
    }

    [Fact]
    public void A_remap_that_fails_has_unmapped_where_it_was_to_go_and_nothing_else()
    {
        const string line = "remap p0 0+1 1 maymove+fixed 2";
        Assert.Null(Flaw(line, Status.ENOMEM, Without(0, 2)));
        Assert.NotNull(Flaw(line, Status.ENOMEM, Without(0, 1)));
        Assert.NotNull(Flaw(line, Status.ENOMEM, Without(0, 3)));
        Assert.NotNull(Flaw(line, Status.ENOMEM, Without(1, 2)));
        Assert.NotNull(Flaw(line, Status.ENOMEM, Without(Without(0, 2), 1, 2)));
        Assert.NotNull(Flaw(line, Status.EBUSY, Without(0, 2)));

        // A right, or a content, of what is still mapped.
        State right = Plain.With(
            0,
            static process => process with { Space = process.Space.WithRights(new PageRange(3, 1), Protection.Read) }
        );
        Assert.NotNull(Flaw(line, Status.ENOMEM, right));
        Target first = Plain.Processes[0].PageTable[0].Target;
        Assert.NotNull(Flaw(line, Status.ENOMEM, Plain.With(first, static frame => frame with { Value = 99 })));
    }

    private static State Without(int process, int page) => Without(Plain, process, page);

    private static State Without(State state, int process, int page) =>
        state.With(process, old => old with { Space = old.Space.Without(new PageRange(page, 1)) });

    private static string? Flaw(string line, Status status, State after) => Flaw(Plain, line, status, after);

    private static string? Flaw(State before, string line, Status status, State after) =>
        new ErrorsChangeOnlyWhatTheirClauseAllows()
            .Check(before, Reach.Read(line), Outcome.Fail(status), after)
            ?.Sentence;
}
