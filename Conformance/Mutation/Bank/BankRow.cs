namespace HmmSpec.Mutation;

/// <summary>A fault of the bank, and what the hunts for it came to.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Catches">One hunt for each seed.</param>
public sealed record BankRow(BankFault Fault, IReadOnlyList<BankCatch> Catches)
{
    /// <summary>What it was caught by in the worst of the hunts: it counts as caught if every seed caught it.</summary>
    public CaughtBy By => Catches.Select(static caught => caught.By).MaxBy(Worse);

    /// <summary>How many hunts caught it by generated sequences or schedules.</summary>
    public int Generated => Catches.Count(static caught => caught.By == CaughtBy.Generated);

    /// <summary>The clause that most hunts named; empty if none caught it.</summary>
    public string Clause =>
        Catches
            .Where(static caught => caught.Clause.Length > 0)
            .GroupBy(static caught => caught.Clause, StringComparer.Ordinal)
            .OrderByDescending(static group => group.Count())
            .ThenBy(static group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key
        ?? "";

    /// <summary>The median of what the hunts that caught it took, and the worst.</summary>
    public Spread Operations => SpreadOf(static caught => caught.Operations);

    /// <summary>The same in milliseconds.</summary>
    public Spread Milliseconds => SpreadOf(static caught => (long)caught.Milliseconds);

    /// <summary>The same of the lengths of the shrunk findings.</summary>
    public Spread Length => SpreadOf(static caught => caught.Length);

    /// <summary>The shortest of the shrunk findings, as text; empty if there is none.</summary>
    public string Shortest =>
        Catches
            .Where(static caught => caught.By != CaughtBy.Nothing)
            .OrderBy(static caught => caught.Length)
            .ThenBy(static caught => caught.Text, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Text
        ?? "";

    private static int Worse(CaughtBy by) =>
        by switch
        {
            CaughtBy.Generated => 0,
            CaughtBy.ExactOnly => 1,
            CaughtBy.ExplorationOnly => 2,
            CaughtBy.Nothing => 3,
        };

    private Spread SpreadOf(Func<BankCatch, long> figure) =>
        Spread.Of(Catches.Where(static caught => caught.By != CaughtBy.Nothing).Select(figure));
}
