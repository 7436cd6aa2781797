using HmmSpec.Exploration;

namespace HmmSpec.Tests.Exploration;

/// <summary>A search over configurations as they are: frames, windows and sequence numbers by the numbers they have.</summary>
internal static class NaiveConfigurations
{
    /// <summary>What can be reached, breadth first, and no more than <paramref name="most"/>.</summary>
    public static IEnumerable<Configuration> Reachable(HmmSystem system, int most)
    {
        Queue<Configuration> queue = new([system.Start()]);
        HashSet<Configuration> known = [system.Start()];
        while (queue.TryDequeue(out Configuration? here))
        {
            yield return here;
            foreach (Move move in system.AllMovesOf(here))
            {
                if (known.Count < most && known.Add(move.After))
                {
                    queue.Enqueue(move.After);
                }
            }
        }
    }
}
