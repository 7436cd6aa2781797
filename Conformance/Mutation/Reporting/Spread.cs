namespace HmmSpec.Mutation;

/// <summary>The middle and the worst of several figures; 0 of none.</summary>
/// <param name="Median">The one in the middle, the greater of two.</param>
/// <param name="Worst">The greatest.</param>
public readonly record struct Spread(long Median, long Worst)
{
    /// <summary>That of figures in any order.</summary>
    public static Spread Of(IEnumerable<long> figures)
    {
        List<long> sorted = [.. figures.Order()];
        return sorted.Count == 0 ? default : new Spread(sorted[sorted.Count / 2], sorted[^1]);
    }
}
