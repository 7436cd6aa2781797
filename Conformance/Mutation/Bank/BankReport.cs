namespace HmmSpec.Mutation;

/// <summary>What hunting the bank came to.</summary>
/// <param name="Seeds">The seeds of the hunts.</param>
/// <param name="Rows">The faults, in the order of the bank.</param>
/// <param name="Controls">What the hunts for what is right came to: anything caught is a false alarm.</param>
public sealed record BankReport(
    IReadOnlyList<ulong> Seeds,
    IReadOnlyList<BankRow> Rows,
    IReadOnlyList<(BankControl Control, IReadOnlyList<BankCatch> Catches)> Controls
)
{
    /// <summary>How long it took, compiling included, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether somebody stopped it.</summary>
    public bool WasStopped { get; init; }

    /// <summary>The faults that generated sequences or schedules caught with every seed.</summary>
    public int Caught => Rows.Count(static row => row.By == CaughtBy.Generated);

    /// <summary>The hunts that caught what is right.</summary>
    public IEnumerable<BankCatch> FalseAlarms =>
        Controls.SelectMany(static control => control.Catches).Where(static caught => caught.By != CaughtBy.Nothing);

    /// <summary>How many operations the controls did.</summary>
    public long ControlOperations =>
        Controls.Sum(static control => control.Catches.Sum(static caught => caught.Operations));

    /// <summary>The median of the lengths of all shrunk findings, and the worst.</summary>
    public Spread Length =>
        Spread.Of(
            Rows.SelectMany(static row => row.Catches)
                .Where(static caught => caught.By == CaughtBy.Generated)
                .Select(static caught => (long)caught.Length)
        );

    /// <summary>Whether every fault was caught, by whatever, and nothing that is right.</summary>
    public bool Holds => Rows.All(static row => row.By != CaughtBy.Nothing) && !FalseAlarms.Any();
}
