using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

/// <summary>Which answers to two operations at the same time are taken, and what may follow them.</summary>
public sealed class RaceAnswerTests
{
    private static readonly World Small = new(1, 2, 1, 6, 2, 2, 2);
    private static readonly PageRange First = new(0, 1);
    private static readonly RaceExpectation Race = new(
        Small,
        Profile.Strict,
        [
            new Attach(0, 2, DmaKind.Direct, 0),
            new Register(0, 0, Small.AddressSpace),
            new Map(0, Small.AddressSpace, Protection.ReadWrite),
            new Store(0, 0, 7),
        ]
    );

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(7, false)]
    public void After_two_stores_a_page_holds_what_one_of_them_stored(ulong value, bool allowed) =>
        Expect(new Store(0, 0, 1), Outcome.Ok, new Store(0, 0, 2), Outcome.Ok, new Load(0, 0), value, allowed);

    [Theory]
    [InlineData(7, 1, true)]
    [InlineData(1, 1, true)]
    [InlineData(1, 7, false)]
    public void What_a_load_has_seen_is_still_there_afterwards(ulong loaded, ulong after, bool allowed) =>
        Expect(new Load(0, 0), Outcome.Of(loaded), new Store(0, 0, 1), Outcome.Ok, new Load(0, 0), after, allowed);

    [Fact]
    public void A_store_beside_a_migration_is_not_lost()
    {
        Expect(new Store(0, 0, 1), Outcome.Ok, Migration, Outcome.Ok, new DeviceLoad(0, 0, First), 1, allowed: true);
        Expect(new Store(0, 0, 1), Outcome.Ok, Migration, Outcome.Ok, new DeviceLoad(0, 0, First), 7, allowed: false);
    }

    [Fact]
    public void What_became_of_the_pages_of_a_migration_may_be_left_out_but_not_be_wrong()
    {
        Expect(new Load(0, 0), Outcome.Of(7), Migration, Outcome.Ok, new Load(0, 0), 7, allowed: true);
        Outcome filled = Outcome.Ok with { Pages = [PageResult.Filled] };
        Expect(new Load(0, 0), Outcome.Of(7), Migration, filled, new Load(0, 0), 7, allowed: false);
    }

    [Fact]
    public void An_entry_of_a_mirror_does_not_outlive_the_page_that_was_discarded()
    {
        DeviceLoad load = new(0, 0, First);
        DontNeed discard = new(0, First);
        Expect(load, Outcome.Of(7), discard, Outcome.Ok, load, 0, allowed: true);
        Expect(load, Outcome.Of(7), discard, Outcome.Ok, load, 7, allowed: false);
    }

    private static MigrateToDevice Migration => new(0, 0, First);

    private static void Expect(
        Operation first,
        Outcome ended,
        Operation second,
        Outcome endedToo,
        Operation after,
        ulong value,
        bool allowed
    ) => Race.Holds((first, Answer.Of(ended)), (second, Answer.Of(endedToo)), (after, Outcome.Of(value)), allowed);
}
