using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

/// <summary>An operation of a device that fails beside another.</summary>
public sealed class RaceErrorTests
{
    private static readonly PageRange Both = new(0, 2);
    private static readonly PageRange Last = new(1, 1);

    // The last page is in the device's own memory, shared with a child, and read-only there: a store faults it in vain.
    private static readonly RaceExpectation Race = new(
        new World(2, 2, 2, 8, 4, 4, 4),
        Profile.Linux61,
        [
            new Attach(0, 4, DmaKind.Direct, 0),
            new Register(0, 0, Both),
            new Map(0, Both, Protection.ReadWrite),
            new Store(0, 0, 7),
            new MigrateToDevice(0, 0, Last),
            new Fork(0, 1),
            new Advise(0, Last, Advice.DontFork),
        ]
    );

    /// <summary>It may have come to none of its pages, or to the first (ND-15, ND-20).</summary>
    [Theory]
    [InlineData(7, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_store_that_fails_has_stored_to_some_of_its_first_pages(ulong value, bool allowed) =>
        Race.Holds(
            (new DeviceStore(0, 0, Both, 1), Answer.Of(Outcome.Fail(Status.EFAULT))),
            (new Evict(1, 3), Answer.Of(Outcome.Fail(Status.ENODEV))),
            (new Load(0, 0), Outcome.Of(value)),
            allowed
        );

    /// <summary>An error that it has no reason for is none of them.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(1)]
    public void It_does_not_fail_otherwise(ulong value) =>
        Race.Holds(
            (new DeviceStore(0, 0, Both, 1), Answer.Of(Outcome.Fail(Status.EPERM))),
            (new Evict(1, 3), Answer.Of(Outcome.Fail(Status.ENODEV))),
            (new Load(0, 0), Outcome.Of(value)),
            allowed: false
        );
}
