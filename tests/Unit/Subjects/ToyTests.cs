using HmmSpec.Properties;
using HmmSpec.Spec;
using HmmSpec.Subjects;

namespace HmmSpec.Tests.Subjects;

public sealed class ToyTests
{
    private const int Sequences = 6;
    private const int Length = 200;

    // Besides those of the generator: enough pages for several reasons at once, and one device frame.
    private static readonly World[] AllWorlds = [.. Worlds.All, new(2, 8, 2, 12, 0, 4, 6), new(2, 6, 2, 8, 4, 1, 3)];

    // Those that it says that it follows.
    public static TheoryData<string> Profiles => [.. new Toy().Profiles];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_toy_does_what_the_reference_does(string name)
    {
        Spec.Profile profile = Spec.Profile.All.Single(profile => profile.Name == name);
        foreach (World world in AllWorlds)
        {
            for (ulong seed = 1; seed <= Sequences; seed++)
            {
                Assert.Null(ToySession.Difference(new Toy(), world, profile, seed, Length));
            }
        }
    }
}
