using HmmSpec.Exploration;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>
/// How long the sequences are that generating and shrinking leave of the seeded defects, beside the least length there
/// is: the explorer's, which has looked at all shorter ones.
/// </summary>
internal static class ShrinkingMeasure
{
    private const string Explorer = "explorer's minimum";

    public static IEnumerable<Headline> Measure()
    {
        int least = 0;
        int runs = 0;
        foreach (SeededDefect defect in SeededDefects.All.Where(static it => it.World == World.Default))
        {
            MachineFactory factory = MachineCompiler.Compile(defect);
            IReadOnlyList<int> lengths = DefectHunt.Lengths(factory);
            LockstepReport explored = ShortestDivergence.Find(
                DefectWorlds.Of(defect.Id),
                factory,
                new ExplorationOptions()
            );
            int? minimum = explored.Shortest;
            least += lengths.Count(length => length <= minimum);
            runs += lengths.Count;
            double median = lengths[lengths.Count / 2];
            yield return new Headline($"shrunk length of {defect.Id}, median", median, "operations", Explorer, minimum);
        }

        yield return new Headline("runs shrunk to the explorer's minimum", least, "runs", "all runs", runs);
    }
}
