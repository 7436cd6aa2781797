using FsCheck;
using FsCheck.Fluent;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// What FsCheck draws: one seed, a world, a profile and a length. The sequence is made from the seed by the project's own
/// generator, which knows the state; FsCheck's size makes sequences longer as a run goes on.
/// </summary>
public static class Arbitraries
{
    private const int LongestPerSize = 3;

    /// <summary>Sequences of operations, shrunk by taking operations away.</summary>
    public static Arbitrary<GeneratedSequence> Sequences() => Arb.From(Generator(), Shrink);

    private static Gen<GeneratedSequence> Generator() =>
        from seed in Gen.Choose(int.MinValue, int.MaxValue)
        from world in Gen.Elements<World>(Worlds.All)
        from profile in Gen.Elements<Profile>(Profile.All)
        from length in Gen.Sized(size => Gen.Choose(1, 2 + (size * LongestPerSize)))
        select GeneratedSequence.Of(world, profile, (ulong)(uint)seed, length);

    // Halves first, then eighths, then single operations; FsCheck repeats this on whatever still fails.
    private static IEnumerable<GeneratedSequence> Shrink(GeneratedSequence sequence)
    {
        int count = sequence.Operations.Count;
        for (int size = Math.Max(1, count / 2); size >= 1; size = size == 1 ? 0 : Math.Max(1, size / 4))
        {
            for (int start = count - size; start > -size; start -= size)
            {
                int first = Math.Max(0, start);
                ReadOnlySpan<Operation> all = sequence.Operations.Span;
                Sequence<Operation> rest = [.. all[..first], .. all[(start + size)..]];
                if (rest.Count < count && rest.Count > 0)
                {
                    yield return sequence with
                    {
                        Operations = rest,
                    };
                }
            }
        }
    }
}
