using HmmSpec.Exploration;

namespace HmmSpec.Tests.Exploration;

/// <summary>The counts of a search, found in the simplest way.</summary>
internal sealed record NaiveSearch(long States, long Transitions, long Changing, int Depth, string PerOperation)
{
    public static NaiveSearch Of(Arrow[][] arrows)
    {
        HashSet<int> visited = [0];
        List<int> level = [0];
        long[] operations = new long[3];
        long changing = 0;
        int depth = -1;
        for (; level.Count > 0; depth++)
        {
            List<int> next = [];
            foreach (int state in level)
            {
                foreach (Arrow arrow in arrows[state])
                {
                    operations[arrow.Operation]++;
                    changing += arrow.To != state ? 1 : 0;
                    if (visited.Add(arrow.To))
                    {
                        next.Add(arrow.To);
                    }
                }
            }

            level = next;
        }

        return new NaiveSearch(visited.Count, operations.Sum(), changing, depth, string.Join(' ', operations));
    }

    public static NaiveSearch Of(ExplorationResult result) =>
        new(result.States, result.Transitions, result.Changing, result.Depth, string.Join(' ', result.OperationCounts));
}
