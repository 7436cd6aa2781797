using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Worlds in which one size is smaller: what a shrinker tries.</summary>
internal static class SmallerWorlds
{
    /// <summary>The smallest first, of one size after another.</summary>
    /// <param name="world">The world that there is.</param>
    /// <param name="sizes">Which of its sizes.</param>
    public static IEnumerable<World> Of(World world, IEnumerable<WorldSize> sizes)
    {
        foreach (WorldSize size in sizes)
        {
            int least = size.Name is "processes" or "pages" ? 1 : 0;
            int present = size.Of(world);
            foreach (int smaller in new[] { least, least + 1, present / 2, present - 1 }.Distinct())
            {
                if (smaller >= least && smaller < present)
                {
                    yield return size.With(world, smaller);
                }
            }
        }
    }
}
