using System.Text.RegularExpressions;
using HmmSpec.Mutation;

namespace HmmSpec.Tests.Mutation;

/// <summary>
/// The committed tables have a row for all that there is and for nothing else. Their numbers are of the run that made them;
/// the nightly tier makes them again.
/// </summary>
public sealed partial class CommittedTablesTests
{
    [Fact]
    public void The_table_of_the_bank_has_its_rows()
    {
        IEnumerable<string> rows = BankFaults.All.Select(static fault =>
            $"| {fault.Id} | {fault.Sentence} | {fault.Fix} | {(fault.NeedsInterleaving ? "interleaved" : "alone")} | "
        );
        IEnumerable<string> controls = BankControls.All.Select(static control =>
            $"| `{control.Id}` | {control.Sentence} | "
        );
        IEnumerable<string> gaps = BankGaps.All.Select(static gap => $"- {gap.Id}, {gap.Fix}: {gap.Missing}");

        AssertHasRows("Conformance/Mutation/Bank/BANK.md", [.. rows, .. controls, .. gaps], BankRow());
    }

    [Fact]
    public void The_table_of_the_mutants_has_a_row_for_each_operator()
    {
        IEnumerable<string> operators = MutantSet
            .OfMachine()
            .Mutants.Select(static mutant => $"| `{mutant.Operator}` | ")
            .Distinct()
            .Order(StringComparer.Ordinal);

        AssertHasRows("Conformance/Mutation/MUTANTS.md", [.. operators], OperatorRow(), sorted: true);
    }

    private static void AssertHasRows(string page, string[] beginnings, Regex row, bool sorted = false)
    {
        IEnumerable<string> found = File.ReadLines(Path.Combine(Repository.Root, page))
            .Where(line => row.IsMatch(line));
        string[] lines = [.. sorted ? found.Order(StringComparer.Ordinal) : found];

        Assert.Equal(beginnings.Length, lines.Length);
        Assert.All(
            lines.Zip(beginnings),
            static pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal)
        );
    }

    [GeneratedRegex("^(\\| (BUG-|`)|- BUG-)")]
    private static partial Regex BankRow();

    [GeneratedRegex("^\\| `")]
    private static partial Regex OperatorRow();
}
