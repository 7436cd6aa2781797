using HmmSpec.Conformance;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec mutate --prebuilt FILE</c>: checks mutants that somebody has built, and makes one table of them.</summary>
internal static class MutatePrebuilt
{
    /// <summary>Checks all of them.</summary>
    public static ExitCode Run(string file, IReadOnlyList<string> options, bool json, Surroundings surroundings)
    {
        IReadOnlyList<PrebuiltMutant> mutants = PrebuiltMutants.Read(file);
        Screen screen = surroundings.Screen(json);
        using Interruption interruption = new(surroundings);
        List<PrebuiltVerdict> verdicts = [];
        foreach (PrebuiltMutant mutant in mutants.TakeWhile(_ => !interruption.Token.IsCancellationRequested))
        {
            screen.Status($"{verdicts.Count + 1} of {mutants.Count}: {mutant.Name}");
            verdicts.Add(
                PrebuiltMutants.Check(
                    mutant,
                    options,
                    surroundings with
                    {
                        Cancellation = interruption.Token,
                        ListensToSignals = false,
                    }
                )
            );
        }

        screen.Status("");
        if (json)
        {
            surroundings.Out.WriteLine(Format(verdicts));
        }
        else
        {
            Write(screen, verdicts);
        }

        return verdicts.Count < mutants.Count
            ? ExitCodes.First(CodeOf(verdicts), ExitCode.Inconclusive)
            : CodeOf(verdicts);
    }

    private static ExitCode CodeOf(IEnumerable<PrebuiltVerdict> verdicts) =>
        verdicts.Aggregate(
            ExitCode.Conforms,
            static (code, verdict) =>
                ExitCodes.First(
                    code,
                    verdict.Code switch
                    {
                        ExitCode.Diverges => verdict.Mutant.IsOriginal ? ExitCode.Diverges : ExitCode.Conforms,
                        ExitCode.Conforms => verdict.Mutant.IsOriginal ? ExitCode.Conforms : ExitCode.Diverges,
                        // Nothing is known of one mutant; without the original nothing is known of any.
                        ExitCode.Unavailable => verdict.Mutant.IsOriginal
                            ? ExitCode.Unavailable
                            : ExitCode.Inconclusive,
                        var other => other,
                    }
                )
        );

    private static void Write(Screen screen, IReadOnlyList<PrebuiltVerdict> verdicts)
    {
        screen.Table(
            ["mutant", "fate", "clause", "operations", "length", "seconds"],
            [
                .. verdicts.Select(static verdict => new Row(
                    new Cell(verdict.Mutant.Name, "bold"),
                    new Cell(verdict.Fate, verdict.Fate is "killed" or "conforms" ? "" : "red"),
                    verdict.Clause ?? "-",
                    $"{verdict.Operations:N0}",
                    verdict.Length is { } length ? $"{length:N0}" : "-",
                    $"{verdict.Seconds:0.0}"
                )),
            ]
        );
        foreach (PrebuiltVerdict verdict in verdicts.Where(static verdict => verdict.Problem is not null))
        {
            screen.Line($"{verdict.Mutant.Name} {verdict.Fate}: {verdict.Problem}");
        }

        int mutants = verdicts.Count(static verdict => !verdict.Mutant.IsOriginal);
        int killed = verdicts.Count(static verdict => verdict.Fate == "killed");
        screen.Line();
        screen.Line($"{killed:N0} of {mutants:N0} killed", killed == mutants ? "bold green" : "bold red");
    }

    private static string Format(IReadOnlyList<PrebuiltVerdict> verdicts) =>
        Json.Format(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("specification", SpecRevision.Current);
            writer.WriteStartArray("verdicts");
            foreach (PrebuiltVerdict verdict in verdicts)
            {
                writer.WriteStartObject();
                writer.WriteString("mutant", verdict.Mutant.Name);
                writer.WriteString("subject", verdict.Mutant.Subject);
                writer.WriteString("fate", verdict.Fate);
                writer.WriteString("clause", verdict.Clause);
                writer.WriteNumber("operations", verdict.Operations);
                writer.WriteNumber("seconds", verdict.Seconds);
                writer.WriteString("problem", verdict.Problem);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
}
