using HmmSpec.Conformance;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>
/// How many operations it takes to find the seeded defects, and how short the result is, against CsCheck's sampling of
/// the same operations on the same machines.
/// </summary>
internal static class DefectHunt
{
    private const int Seeds = 5;

    public static IEnumerable<Headline> Measure()
    {
        List<double> ours = [];
        List<double> peers = [];
        int shortest = 0;
        int peerShortest = 0;
        int runs = 0;
        foreach (SeededDefect defect in SeededDefects.All.Where(static it => it.World == World.Default))
        {
            MachineFactory factory = MachineCompiler.Compile(defect);
            for (ulong seed = 1; seed <= Seeds; seed++)
            {
                Hunt own = Own(factory, seed);
                Hunt peer = CsCheckHunt.Run(factory, seed);
                ours.Add(own.Operations);
                peers.Add(peer.Operations);
                shortest += own.Length <= defect.Shortest ? 1 : 0;
                peerShortest += peer.Length <= defect.Shortest ? 1 : 0;
                runs++;
            }
        }

        yield return new Headline(
            "operations to find a seeded defect, median",
            Median(ours),
            "operations",
            "CsCheck",
            Median(peers)
        );
        yield return new Headline(
            "seeded defects shrunk to the known minimum",
            Math.Round((double)shortest / runs, 3),
            "share",
            "CsCheck",
            Math.Round((double)peerShortest / runs, 3)
        );
    }

    /// <summary>How long the shrunk sequences of a defect are, one for each seed, the shortest first.</summary>
    public static IReadOnlyList<int> Lengths(MachineFactory factory) =>
        [.. Enumerable.Range(1, Seeds).Select(seed => Own(factory, (ulong)seed).Length).Order()];

    private static Hunt Own(MachineFactory factory, ulong seed)
    {
        CheckOptions options = new(World.Default, Profile.Strict, seed) { Workers = 1 };
        CheckReport report = new CheckEngine(options, factory).Run(CancellationToken.None);
        return new Hunt(report.Operations, report.Finding?.Shrunk.Operations.Count ?? int.MaxValue);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}

/// <summary>What a search for a defect took.</summary>
/// <param name="Operations">How many operations ran until it was found.</param>
/// <param name="Length">How many operations were left after shrinking.</param>
internal readonly record struct Hunt(double Operations, int Length);
