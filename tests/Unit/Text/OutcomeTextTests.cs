using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>The text forms of outcomes, of what is wanted of them, and of events.</summary>
public sealed class OutcomeTextTests
{
    public static TheoryData<string, Outcome> Forms { get; } =
        new()
        {
            { "ok", Outcome.Ok },
            { "EPERM", Outcome.Fail(Status.EPERM) },
            { "SIGSEGV", Outcome.Fail(Status.SIGSEGV) },
            { "ok value=7", Outcome.Of(7) },
            { "ok faults=1 values=1,2,3", new(Status.Ok, 0, 1, [1, 2, 3], []) },
            {
                "ok pages=migrated,skipped-swap",
                new(Status.Ok, 0, 0, [], [PageResult.Migrated, PageResult.SkippedSwap])
            },
            { "EFAULT value=18446744073709551615 faults=-1", new(Status.EFAULT, ulong.MaxValue, -1, [], []) },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_outcome_has_one_form(string text, Outcome outcome)
    {
        Assert.Equal(text, OutcomeText.Format(outcome));
        Assert.True(OutcomeText.TryParse(text, out Outcome read, out _));
        Assert.Equal(outcome, read);
    }

    [Theory]
    [InlineData("", 1, "The line ends where a status (")]
    [InlineData("7", 1, "\"7\" stands where a status (")]
    [InlineData("EPRM", 1, "\"EPRM\" stands where a status (")]
    [InlineData("ok 7", 4, "\"7\" stands where value=, faults=, values= or pages= was expected.")]
    [InlineData("ok value=", 10, "Nothing stands where a value such as 17 or 0x11 was expected.")]
    [InlineData("ok value=1 value=1", 12, "\"value\" gives the value a second time.")]
    [InlineData("ok faults=x", 11, "\"x\" stands where a number of faults was expected.")]
    [InlineData("ok values=1,x", 13, "\"x\" stands where a value such as 17 or 0x11 was expected.")]
    [InlineData("ok values=1,", 13, "Nothing stands where a value such as 17 or 0x11 was expected.")]
    [InlineData("ok pages=migrated,", 19, "Nothing stands where a result (")]
    [InlineData("ok pages=skipped", 10, "\"skipped\" stands where a result (")]
    public void A_mistake_is_explained_where_it_is(string text, int column, string message)
    {
        Assert.False(OutcomeText.TryParse(text, out _, out TextError? error));
        Assert.Equal(column, error.Column);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [TextProperty]
    public void An_outcome_is_read_as_it_was_written(Outcome outcome)
    {
        Assert.True(OutcomeText.TryParse(OutcomeText.Format(outcome), out Outcome read, out _));
        Assert.Equal(outcome, read);
    }

    [TextProperty]
    public void What_is_wanted_is_read_as_it_was_written(WantedOutcome wanted)
    {
        Assert.True(OutcomeText.TryParseWanted(OutcomeText.Format(wanted), out WantedOutcome? read, out _));
        Assert.Equal(wanted, read);
    }

    [TextProperty]
    public void An_event_is_read_as_it_was_written(Event happened)
    {
        Assert.True(EventText.TryParse(EventText.Format(happened), out Event read, out _));
        Assert.Equal(happened, read);
    }

    [TextProperty]
    public void Nothing_that_is_read_throws(Garbled garbled)
    {
        Assert.Equal(OutcomeText.TryParse(garbled.Text, out _, out TextError? error), error is null);
        Assert.Equal(EventText.TryParse(garbled.Text, out _, out error), error is null);
        Assert.Equal(WorldText.TryParse(garbled.Text, World.Default, out _, out error), error is null);
    }

    [Fact]
    public void Only_the_fields_that_are_written_are_wanted()
    {
        Assert.True(OutcomeText.TryParseWanted("ok faults=1", out WantedOutcome? wanted, out _));
        Outcome found = new(Status.Ok, 7, 1, [], [PageResult.Read]);
        Assert.True(wanted.Admits(found));
        Assert.Null(wanted.Mismatch(found));
        Assert.Equal("Expected ok faults=1, found ok value=7.", wanted.Mismatch(Outcome.Of(7)));
    }

    [Theory]
    [InlineData("EPERM")]
    [InlineData("ok value=0")]
    [InlineData("ok faults=0")]
    [InlineData("ok values=")]
    [InlineData("ok pages=")]
    public void Each_field_that_is_written_counts(string text)
    {
        Assert.True(OutcomeText.TryParseWanted(text, out WantedOutcome? wanted, out _));
        Assert.False(wanted.Admits(new Outcome(Status.Ok, 7, 1, [1], [PageResult.Read])));
    }

    [TextProperty]
    public bool An_outcome_admits_itself(Outcome outcome) => WantedOutcome.Of(outcome).Admits(outcome);

    [Theory]
    [InlineData("callback migrate p0 0+4 owner=d0 device=d1", 0, 1)]
    [InlineData("callback migrate p0 0+4 device=d0", -1, 0)]
    [InlineData("callback migrate p0 0+4 owner=d0", 0, -1)]
    [InlineData("callback migrate p0 0+4", -1, -1)]
    public void An_event_reads_as_a_line(string text, int owner, int device) =>
        Assert.Equal(
            text,
            EventText.Format(new Event(EventPhase.Callback, EventKind.Migrate, 0, new(0, 4), owner, device))
        );

    [Theory]
    [InlineData("owner=d0 owner=d0", 34, "\"owner\" gives the owner a second time.")]
    [InlineData("device=d0 owner=d0 device=d1", 44, "\"device\" gives the device a second time.")]
    [InlineData("reason=d0", 25, "\"reason\" stands where owner= or device= was expected.")]
    [InlineData("owner", 25, "\"owner\" stands where owner= or device= was expected.")]
    [InlineData("owner=p0", 31, "\"p0\" stands where a device such as d0 was expected.")]
    public void A_mistake_in_an_event_is_explained_where_it_is(string fields, int column, string message)
    {
        Assert.False(EventText.TryParse($"callback migrate p0 0+4 {fields}", out _, out TextError? error));
        Assert.Equal(new TextError(column, message), error);
    }
}
