using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

/// <summary>An eviction beside another operation, of which nobody knows how many pages it took.</summary>
public sealed class RaceEvictionTests
{
    private static readonly World Small = new(1, 2, 1, 6, 2, 2, 2);
    private static readonly PageRange Both = new(0, 2);
    private static readonly Evict One = new(0, 1);
    private static readonly RaceExpectation Race = new(
        Small,
        Profile.Linux61,
        [
            new Attach(0, 2, DmaKind.Direct, 0),
            new Register(0, 0, Both),
            new Map(0, Both, Protection.ReadWrite),
            new Store(0, 0, 7),
            new Store(0, 1, 8),
            new MigrateToDevice(0, 0, Both),
        ]
    );

    [Theory]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(0, false)]
    public void A_store_beside_it_is_not_lost(ulong value, bool allowed) =>
        Race.Holds(
            (One, RaceExpectation.Unknown),
            (new Store(0, 0, 1), Answer.Of(Outcome.Ok)),
            (new Load(0, 0), Outcome.Of(value)),
            allowed
        );

    [Theory]
    [InlineData(1, true)]
    [InlineData(7, false)]
    public void A_store_of_the_device_beside_it_is_not_lost(ulong value, bool allowed) =>
        Race.Holds(
            (new DeviceStore(0, 0, new PageRange(0, 1), 1), Answer.Of(Outcome.Ok)),
            (One, RaceExpectation.Unknown),
            (new Load(0, 0), Outcome.Of(value)),
            allowed
        );

    /// <summary>A page is nowhere while it moves. The second is more than was asked for, but whoever takes all may take it first.</summary>
    [Theory]
    [InlineData(PageResult.DeviceWrite, PageResult.DeviceWrite, true)]
    [InlineData(PageResult.Empty, PageResult.DeviceWrite, true)]
    [InlineData(PageResult.DeviceWrite, PageResult.Empty, true)]
    [InlineData(PageResult.Empty, PageResult.Empty, true)]
    [InlineData(PageResult.Zero, PageResult.DeviceWrite, false)]
    public void A_snapshot_beside_it_sees_any_of_the_pages_on_their_way(
        PageResult first,
        PageResult second,
        bool allowed
    ) =>
        Race.Holds(
            (new Snapshot(0, 0, Both), Answer.Of(Outcome.Ok with { Pages = [first, second] })),
            (One, RaceExpectation.Unknown),
            (new Load(0, 0), Outcome.Of(7)),
            allowed
        );

    /// <summary>Whoever says how many it took is held to it.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_number_that_is_told_is_judged(ulong count, bool allowed) =>
        Race.Holds(
            (One, Answer.Of(Outcome.Of(count))),
            (new Load(0, 0), Answer.Of(Outcome.Of(7))),
            (new Load(0, 1), Outcome.Of(8)),
            allowed
        );
}
