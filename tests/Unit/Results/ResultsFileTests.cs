using System.Text.Json.Nodes;
using HmmSpec.Cli;
using HmmSpec.Conformance;
using HmmSpec.Spec;
using HmmSpec.Tests.Cli;

namespace HmmSpec.Tests.Results;

public sealed class ResultsFileTests
{
    private static readonly JsonSchema Schema = JsonSchema.Load("Conformance/Oracle/Results/results.schema.json");

    [Fact]
    public void A_check_that_finds_nothing_writes_a_line_for_each_scenario_and_what_it_came_to()
    {
        using Command command = new();
        Assert.Equal(ExitCode.Conforms, command.Check("--results", command.PathTo("r.jsonl")));

        ResultsFile file = ResultsFile.Read(command.PathTo("r.jsonl"));

        Assert.Equal("0x5", file.Header.Seed);
        Assert.Equal("optimized", file.Header.Subject);
        Assert.Equal(SpecRevision.Current, file.Header.Specification);
        Assert.StartsWith("hmmspec check --seed 5 --sequences 40", file.Header.CommandLine, StringComparison.Ordinal);
        Assert.Equal(
            ClauseScenarios.All.Select(scenario => scenario.Title),
            file.Lines.OfType<ResultScenario>().Select(line => line.Title)
        );
        Assert.Equal([16, 32], file.Lines.OfType<ResultProgress>().Select(line => line.Sequences));
        Assert.Equal("conforms", file.Footer!.Verdict);
        Assert.Equal(0, file.Footer.ExitCode);
        Assert.Equal(40, file.Footer.Sequences);
        Assert.Equal(Catalogue.All.Select(clause => clause.Id), file.Footer.Clauses.Keys);
        Assert.Null(file.Missing);
    }

    [Fact]
    public void A_clause_of_which_nothing_was_seen_is_skipped_with_the_reason()
    {
        using Command command = new();
        command.Check("--results", command.PathTo("r.jsonl"));

        ResultFooter footer = ResultsFile.Read(command.PathTo("r.jsonl")).Footer!;

        foreach (Clause clause in Catalogue.All.Where(clause => clause.Kind != ClauseKind.Invariant))
        {
            Assert.Equal(footer.Clauses[clause.Id] == 0, footer.Skipped.ContainsKey(clause.Id));
        }

        Assert.False(footer.Skipped.ContainsKey("MIR-12"));
        Assert.Contains("side by side", footer.Skipped["CON-4"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_divergence_has_all_that_is_needed_to_see_it_again()
    {
        using Command command = new();
        Assert.Equal(
            ExitCode.Diverges,
            command.Check("defect:shared-frame-reused", "--results", command.PathTo("r.jsonl"))
        );

        ResultsFile file = ResultsFile.Read(command.PathTo("r.jsonl"));
        ResultDivergence divergence = file.Lines.OfType<ResultDivergence>().First();

        Assert.Equal("CPU-6", divergence.Clause);
        Assert.Equal(Catalogue.Find("CPU-6")!.Sentence, divergence.Sentence);
        Assert.False(divergence.IsKnown);
        Assert.True(File.Exists(divergence.File));
        Assert.Equal(["find", "replay", "explain"], divergence.Commands.Keys);
        Assert.Equal("diverges", file.Footer!.Verdict);
        Assert.Equal("CPU-6", file.Footer.Reason);
        string[] replay = divergence.Commands["replay"].Split(' ');
        Assert.Equal(ExitCode.Diverges, command.Run([.. replay[1..]]));
    }

    [Fact]
    public void Every_line_is_as_the_schema_says()
    {
        using Command command = new();
        command.Write("hmm/old.hmm", "hmmspec 1\n\nload p0 0 -> SIGSEGV\n");
        command.Write(
            "b.json",
            """{"hmmspec":1,"specification":"0","entries":[{"clause":"NTF-2","issue":"#1"},{"file":"hmm/old.hmm"}]}"""
        );
        command.Check("defect:mirror-survives-unmap", "--operations", BaselineTests.Basic);
        command.Check(
            "defect:mirror-survives-unmap",
            "--operations",
            BaselineTests.Basic,
            "--results",
            command.PathTo("r.jsonl"),
            "--baseline",
            command.PathTo("b.json")
        );

        string[] lines = File.ReadAllLines(command.PathTo("r.jsonl"));

        Assert.All(lines, line => Assert.Empty(Schema.Problems(line)));
        Assert.Equal(
            ["header", "note", "kept", "divergence", "scenario", "progress", "entry", "footer"],
            lines
                .Select(line => JsonNode.Parse(line)!["type"]!.GetValue<string>())
                .Distinct()
                .OrderBy(type =>
                    Array.IndexOf(
                        ["header", "note", "kept", "divergence", "scenario", "progress", "entry", "footer"],
                        type
                    )
                )
        );
    }

    [Theory]
    [InlineData("""{"type":"note"}""")]
    [InlineData("""{"type":"kept","file":"f","verdict":"perhaps","isListed":true}""")]
    [InlineData("""{"type":"progress","sequences":-1,"operations":0,"known":0}""")]
    [InlineData("""{"type":"entry","name":"NTF-2","state":"diverges","times":"7"}""")]
    [InlineData("""{"type":"other"}""")]
    public void The_schema_refuses_what_is_wrong(string line) => Assert.NotEmpty(Schema.Problems(line));

    [Fact]
    public void What_is_written_is_there_before_the_next_thing_happens()
    {
        using Command command = new();
        string path = command.PathTo("r.jsonl");
        List<int> lines = [];
        using Command watched = new()
        {
            Machines = (world, profile) =>
            {
                lock (lines)
                {
                    lines.Add(LinesIn(path));
                }

                return new Optimized.OptimizedMachine(world, profile);
            },
        };
        watched.Check("--results", path, "--sequences", "0");

        Assert.Equal(1, lines[0]);
        Assert.Equal(ClauseScenarios.All.Count, lines[^1]);
    }

    [Fact]
    public void A_run_that_is_killed_leaves_what_it_had_found_and_no_verdict()
    {
        using Command command = new();
        string path = command.PathTo("r.jsonl");
        command.Check("defect:shared-frame-reused", "--results", path);
        string text = File.ReadAllText(path);
        int end = text.IndexOf("\"type\":\"footer\"", StringComparison.Ordinal);
        File.WriteAllText(path, text[..(end + 100)]);

        ResultsFile file = ResultsFile.Read(path);

        Assert.Null(file.Footer);
        Assert.NotEmpty(file.Lines.OfType<ResultDivergence>());
        Assert.Equal($"{path} has no footer: the run did not come to its end", file.Missing);
    }

    [Fact]
    public void A_stopped_run_has_a_footer_that_says_so()
    {
        using Command command = new() { Cancellation = new CancellationToken(canceled: true) };
        Assert.Equal(ExitCode.Inconclusive, command.Check("--results", command.PathTo("r.jsonl")));

        ResultFooter footer = ResultsFile.Read(command.PathTo("r.jsonl")).Footer!;

        Assert.Equal("stopped", footer.End);
        Assert.Equal("inconclusive", footer.Verdict);
        Assert.Equal(2, footer.ExitCode);
        Assert.Equal("no state was looked at", footer.Skipped["MIR-12"]);
    }

    [Theory]
    [InlineData("", ": There is no header")]
    [InlineData("{}\n", ":1: This is no line of results: ")]
    [InlineData("no\n", ":1: This is no line of results: ")]
    [InlineData("[]\n", ":1: This is no line of results: ")]
    [InlineData("""{"type":"header"}""" + "\n", ":1: This is no line of results: ")]
    [InlineData("""{"type":"note","text":"x"}""" + "\n", ":1: A results file begins with a header")]
    [InlineData("""{"type":"later"}""" + "\n", ":1: A results file begins with a header")]
    public void A_file_that_is_none_is_refused_with_one_sentence(string text, string expected)
    {
        using Command command = new();
        string path = command.Write("r.jsonl", text);

        Assert.Equal(ExitCode.BadInput, command.Run("report", path, "--format", "json"));
        Assert.StartsWith(path + expected, command.Err, StringComparison.Ordinal);
        Assert.Single(command.Err.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_file_of_another_version_is_refused_and_lines_of_later_versions_are_passed_over()
    {
        using Command command = new();
        string path = command.PathTo("r.jsonl");
        command.Check("--results", path, "--sequences", "0");
        string[] lines = File.ReadAllLines(path);

        File.WriteAllLines(path, [lines[0], """{"type":"later","x":1}""", .. lines[1..]]);
        Assert.Equal("conforms", ResultsFile.Read(path).Footer!.Verdict);

        File.WriteAllLines(path, [lines[0].Replace("\"results\":1", "\"results\":2", StringComparison.Ordinal)]);
        InputFileException refused = Assert.Throws<InputFileException>(() => ResultsFile.Read(path));
        Assert.Equal($"{path}:1: The results have version 2; this hmmspec knows 1.", refused.Message);
    }

    [Fact]
    public void Results_that_cannot_be_written_are_refused_before_anything_runs()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Check("--results", command.PathTo("no/r.jsonl")));
        Assert.StartsWith("hmmspec: Nothing can be written to ", command.Err, StringComparison.Ordinal);
        Assert.Empty(command.Out);
    }

    private static int LinesIn(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Count(static c => c == '\n');
    }
}
