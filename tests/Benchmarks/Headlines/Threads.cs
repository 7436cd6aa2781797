using HmmSpec.Exploration;

namespace HmmSpec.Benchmarks;

/// <summary>What a second thread gains, by the clock.</summary>
internal static class Threads
{
    private const int Pairs = 5;

    /// <summary>The median ratio over pairs of runs, the two of a pair one right after the other.</summary>
    /// <param name="name">What is explored.</param>
    /// <param name="run">Explores it with so many threads.</param>
    public static Headline Gain(string name, Func<int, ExplorationResult> run)
    {
        double[] ratios = [.. Enumerable.Range(0, Pairs).Select(_ => run(1).Seconds / run(2).Seconds).Order()];
        return new Headline(
            $"{name}, two threads by one, median of {Pairs} pairs",
            Math.Round(ratios[Pairs / 2], 2),
            "times as fast"
        );
    }
}
