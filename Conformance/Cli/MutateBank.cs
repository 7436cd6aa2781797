using System.Diagnostics;
using HmmSpec.Mutation;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec mutate --bank</c>: hunts the bugs that Linux had.</summary>
/// <param name="surroundings">Where it writes.</param>
/// <param name="json">Whether the report is JSON.</param>
internal sealed class MutateBank(Surroundings surroundings, bool json)
{
    /// <summary>Hunts the rows whose names fit a pattern, all and the controls if there is none.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="workers">How many threads.</param>
    /// <param name="write">Is given the report, to write the table.</param>
    public ExitCode Run(
        IReadOnlyList<string> patterns,
        IReadOnlyList<ulong> seeds,
        int workers,
        Action<BankReport>? write
    )
    {
        Screen screen = surroundings.Screen(json);
        IReadOnlyList<BankFault> faults = Chosen(patterns);
        BankControl[] controls = patterns.Count > 0 ? [] : [.. BankControls.All];
        screen.Line($"seeds {string.Join(' ', seeds.Select(static seed => $"0x{seed:x}"))}");
        using Interruption interruption = new(surroundings);
        Stopwatch watch = Stopwatch.StartNew();
        int hunted = 0;
        BankRun run = new(faults, controls, seeds)
        {
            Hunted = row =>
                screen.Status(
                    $"{++hunted} of {faults.Count} rows, {CheckScreen.Seconds(watch.Elapsed)}: {row.Fault.Id}"
                ),
        };
        BankReport report = run.Run(workers, interruption.Token);
        screen.Status("");
        if (json)
        {
            surroundings.Out.WriteLine(BankJson.Format(report));
        }
        else
        {
            Write(screen, report);
        }

        write?.Invoke(report);

        return !report.Holds ? ExitCode.Diverges
            : report.WasStopped ? ExitCode.Inconclusive
            : ExitCode.Conforms;
    }

    private static IReadOnlyList<BankFault> Chosen(IReadOnlyList<string> patterns)
    {
        IReadOnlyList<BankFault> chosen = NamePattern.Choose(
            [.. BankFaults.All],
            static fault => fault.Id,
            patterns,
            out string? useless
        );
        return useless is null
            ? chosen
            : throw CommandException.Usage(
                $"The bank has no row like {Values.Quote(useless)}"
                    + Values.Hint(useless, [.. BankFaults.All.Select(static fault => fault.Id)], "it has")
            );
    }

    private static void Write(Screen screen, BankReport report)
    {
        screen.Table(
            ["bug", "shows", "caught by", "clause", "operations", "worst", "ms", "worst", "length", "worst"],
            [.. report.Rows.Select(RowOf)]
        );
        foreach (BankRow row in report.Rows.Where(static row => row.By != CaughtBy.Generated))
        {
            screen.Line($"{row.Fault.Id} {BankJson.WordOf(row.By)}: {row.Fault.Sentence}");
        }

        foreach (BankCatch alarm in report.FalseAlarms)
        {
            screen.Line($"false alarm at {alarm.Id}: {alarm.Clause}", "red");
            screen.Line(alarm.Text);
        }

        screen.Line();
        screen.Line(
            $"{report.Caught} of {report.Rows.Count} caught by generated sequences and schedules with every seed"
                + (report.Rows.Count == 0 ? "" : $" ({100.0 * report.Caught / report.Rows.Count:0.0} %)")
                + $", shrunk to {report.Length.Median} operations in the median, {report.Length.Worst} at most",
            report.Holds ? "bold green" : "bold red"
        );
        screen.Line(
            $"{report.Controls.Count} controls, {report.ControlOperations:N0} operations, {report.FalseAlarms.Count()} false alarms; "
                + $"{BankGaps.All.Count} rows of the first priority cannot be expressed; {CheckScreen.Seconds(TimeSpan.FromSeconds(report.Seconds))}"
        );
    }

    private static Row RowOf(BankRow row) =>
        new(
            new Cell(row.Fault.Id, row.By == CaughtBy.Nothing ? "red" : "bold"),
            row.Fault.NeedsInterleaving ? "interleaved" : "alone",
            $"{BankJson.WordOf(row.By)} {row.Generated}/{row.Catches.Count}",
            row.Clause.Length == 0 ? "-" : row.Clause,
            $"{row.Operations.Median:N0}",
            $"{row.Operations.Worst:N0}",
            $"{row.Milliseconds.Median:N0}",
            $"{row.Milliseconds.Worst:N0}",
            $"{row.Length.Median:N0}",
            $"{row.Length.Worst:N0}"
        );
}
