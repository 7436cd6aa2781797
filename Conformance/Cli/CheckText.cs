using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Writes what a check came to for people.</summary>
internal static class CheckText
{
    private const int Indent = 2;
    private const int KindColumns = 3;

    /// <summary>How much ran, and what of the specification it reached.</summary>
    public static void WriteSummary(Screen screen, CheckSummary summary)
    {
        if (summary.Random is CheckReport random)
        {
            double rate = random.Operations / Math.Max(random.Seconds, 0.001);
            screen.Line(
                $"random: {random.Sequences:N0} sequences, {random.Operations:N0} operations in "
                    + $"{random.Seconds:N1} s, {rate:N0} a second"
            );
            WriteKinds(screen, random.PerKind);
            WriteClauses(screen, summary);
        }
    }

    /// <summary>A failure with all that is needed to understand it and to see it again.</summary>
    public static void WriteFailure(Screen screen, CheckPlan plan, Failure failure)
    {
        Finding finding = failure.Finding;
        Divergence divergence = finding.Divergence;
        screen.Line();
        screen.Line(failure.Origin, "bold");
        if (failure.Flaky is string again)
        {
            screen.Line($"flaky: it came again {again} times, and is left as it was found");
        }

        if (failure.Tries > 0)
        {
            screen.Line(
                $"shrunk from {failure.ShrunkFrom} to {finding.Operations.Count} operations in {failure.Tries} tries"
            );
        }

        WriteWorld(screen, plan, finding);
        WriteOperations(screen, finding);
        WriteDivergence(screen, divergence);
        screen.Line();
        ClauseText.Write(screen, divergence.Clause, Indent);
        screen.Line();
        KeptText.Write(screen, plan, plan.Folder, failure.File, failure.Unkept, failure.CommandLine);
    }

    /// <summary>In what machine and reference differ.</summary>
    public static void WriteDivergence(Screen screen, Divergence divergence)
    {
        screen.Line();
        screen.Line($"differs: {divergence.Subject}");
        screen.Line($"  expected  {divergence.Expected}", "green");
        screen.Line($"  found     {divergence.Found}", "red");
        if (divergence.Allowed.Count > 1)
        {
            screen.Paragraph($"allowed: {string.Join(" | ", divergence.Allowed.AsEnumerable())}", Indent);
        }

        if (divergence.Step is { } step)
        {
            screen.Line($"  decided by the step \"{StepLabels.Of(step)}\"");
        }

        if (divergence.BrokenInvariant is string broken)
        {
            screen.Paragraph($"the state then breaks {broken}: {Catalogue.Find(broken)?.Sentence}", Indent);
        }

        if (divergence.Kind == DivergenceKind.Specification)
        {
            screen.Line("The specification contradicts itself here: a fault of hmmspec, not of the subject.");
        }
    }

    private static void WriteWorld(Screen screen, CheckPlan plan, Finding finding)
    {
        if (finding.World != plan.Options.World || finding.Profile != plan.Options.Profile)
        {
            screen.Line($"  world {WorldText.Format(finding.World)}");
            screen.Line($"  profile {finding.Profile.Name}");
        }
    }

    private static void WriteOperations(Screen screen, Finding finding)
    {
        int width = $"{finding.Operations.Count}".Length;
        foreach ((int index, Operation operation) in finding.Operations.Index())
        {
            screen.Line($"  {$"{index + 1}".PadLeft(width)}  {OperationText.Format(operation)}");
        }
    }

    /// <summary>How many operations of each kind ran.</summary>
    public static void WriteKinds(Screen screen, IReadOnlyList<long> perKind)
    {
        string[] cells =
        [
            .. OperationKinds.All.Select(kind => $"{CheckNames.Kinds.NameOf(kind), -18}{perKind[(int)kind], 12:N0}"),
        ];
        int rows = (cells.Length + KindColumns - 1) / KindColumns;
        for (int row = 0; row < rows; row++)
        {
            int first = row;
            IEnumerable<string> line = Enumerable
                .Range(0, KindColumns)
                .Select(column => first + (column * rows))
                .Where(index => index < cells.Length)
                .Select(index => cells[index]);
            screen.Line($"  {string.Join("   ", line)}");
        }
    }

    private static void WriteClauses(Screen screen, CheckSummary summary)
    {
        // No step follows an invariant: it is looked at in states.
        Sequence<string> followable =
        [
            .. Catalogue.All.Where(clause => clause.Kind != ClauseKind.Invariant).Select(clause => clause.Id),
        ];
        string[] never = [.. summary.NeverFollowed.Where(followable.Contains)];
        screen.Line(
            $"clauses: {followable.Count - never.Length} of {followable.Count} followed, "
                + $"{summary.InvariantsChecked} of {Catalogue.All.Count - followable.Count} invariants checked"
        );
        if (never.Length > 0)
        {
            screen.Paragraph($"never followed, alone and by canonical choices: {string.Join(' ', never)}", Indent);
        }
    }
}
