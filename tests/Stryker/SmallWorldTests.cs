using HmmSpec.Spec;
using HmmSpec.Tests.Exploration;

namespace HmmSpec.Tests.Stryker;

/// <summary>
/// The named worlds that are small: every order of their steps, so that what only a race shows is looked at, and the states
/// counted, so that what is merely different shows as well.
/// </summary>
public sealed class SmallWorldTests
{
    private const long Few = 10_000;

    public static IEnumerable<object[]> Small => PinnedCounts.All().Where(static row => (long)row[2] <= Few);

    [Theory]
    [MemberData(nameof(Small))]
    public void A_world_is_explored_to_its_end_and_breaks_nothing(
        string name,
        long states,
        long transitions,
        int depth
    ) => PinnedCounts.Hold(name, Profile.Strict, states, transitions, depth);
}
