using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Cli;

public sealed class SpecTests
{
    [Fact]
    public void The_list_has_every_clause()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run("spec", "list"));

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.Equal(Catalogue.All.Count + 2, lines.Length);
        Assert.All(
            Catalogue.All.Zip(lines.Skip(1)),
            pair => Assert.StartsWith($"{pair.First.Id} ", pair.Second, StringComparison.Ordinal)
        );
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 100));
    }

    [Fact]
    public void A_family_can_be_listed_alone_and_as_JSON()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run("spec", "list", "--family", "mig", "--json"));

        Clause[] expected = [.. Catalogue.All.Where(clause => clause.Family == "MIG")];
        JsonElement[] found = [.. command.Json.GetProperty("clauses").EnumerateArray()];
        Assert.Equal(
            expected.Select(clause => clause.Id),
            found.Select(clause => clause.GetProperty("id").GetString())
        );
        Assert.Equal(expected[0].Sentence, found[0].GetProperty("sentence").GetString());
        Assert.Equal(SpecRevision.Current, command.Json.GetProperty("specification").GetString());
    }

    [Fact]
    public void Every_clause_can_be_shown()
    {
        using Command command = new();

        Assert.All(
            Catalogue.All,
            clause =>
            {
                Assert.Equal(ExitCode.Conforms, command.Run("spec", "show", clause.Id));
                Assert.StartsWith($"{clause.Id} (", command.Out, StringComparison.Ordinal);
                Assert.Contains(clause.Source.Split(' ')[0], command.Out, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void A_clause_is_shown_with_the_steps_that_state_it_and_its_scenario()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run("spec", "show", "cpu-8"));

        Assert.Contains("\n  CpuFault, step \"handle fault\"\n", command.Out, StringComparison.Ordinal);
        Assert.Contains("\n  clause CPU-8\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invariant_is_shown_with_the_class_that_states_it()
    {
        using Command command = new();

        command.Run("spec", "show", "MIR-12");

        Assert.Contains("\n  MirrorAgreesWithPageTable, invariant INV-1\n", command.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("--version")]
    public void The_version_names_the_revision_of_the_specification(string argument)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run(argument));

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.Equal("hmmspec 0.1.0", lines[0]);
        Assert.Equal($"specification {SpecRevision.Current} ({Catalogue.All.Count} clauses)", lines[1]);
        Assert.StartsWith(".NET 10.", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_revision_changes_with_every_word_of_a_clause()
    {
        Clause clause = Catalogue.All[0];

        Assert.Equal(16, SpecRevision.Current.Length);
        Assert.Equal(SpecRevision.Of([clause]), SpecRevision.Of([clause with { }]));
        Assert.NotEqual(SpecRevision.Of([clause]), SpecRevision.Of([clause with { Sentence = clause.Sentence + "." }]));
        Assert.NotEqual(SpecRevision.Of([clause]), SpecRevision.Of([clause with { Kind = ClauseKind.Choice }]));
        Assert.NotEqual(SpecRevision.Of([clause]), SpecRevision.Of([clause, clause]));
    }

    [Fact]
    public void The_document_is_compared_with_its_sources()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run("spec", "build", "--check", "--root", Repository.Root));
        Assert.Equal("The document is as its sources have it.\n", command.Out);

        string other = Path.Combine(command.Folder, "other.md");
        File.WriteAllText(other, "# Something else\n");
        Assert.Equal(
            ExitCode.Diverges,
            command.Run("spec", "build", "--check", "--root", Repository.Root, "--out", other)
        );
        Assert.StartsWith($"{other}:1: found \"# Something else\"", command.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_its_prose_is_told_and_not_written()
    {
        using Command command = new();
        File.WriteAllText(Path.Combine(command.Folder, "HmmSpec.sln"), "");

        Assert.Equal(ExitCode.BadInput, command.Run("spec", "build", "--root", command.Folder));

        Assert.Contains("Spec/Document/introduction.md: this prose is missing", command.Err, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(command.Folder, "Spec")));
    }

    [Fact]
    public void A_folder_that_is_no_working_tree_is_refused()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Run("spec", "build", "--root", command.Folder));
        Assert.Contains("there is no HmmSpec.sln in it", command.Err, StringComparison.Ordinal);
    }
}
