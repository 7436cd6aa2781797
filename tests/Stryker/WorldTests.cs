using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Stryker;

/// <summary>
/// The optimized machine equals the reference in each of the worlds in which something runs short, by one long sequence at a
/// time: a mutant of what few worlds have is not looked for in all of them.
/// </summary>
public sealed class WorldTests
{
    private const int Length = 250;

    public static TheoryData<int, int> All
    {
        get
        {
            TheoryData<int, int> all = [];
            for (int world = 0; world < Worlds.All.Count; world++)
            {
                for (int profile = 0; profile < Profile.All.Count; profile++)
                {
                    all.Add(world, profile);
                }
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_optimized_machine_equals_the_reference(int world, int profile) =>
        Assert.Null(
            OptimizedMachineEqualsReference.Check(
                GeneratedSequence.Of(Worlds.All[world], Profile.All[profile], (ulong)profile, Length)
            )
        );
}
