using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Tests.Cli;

namespace HmmSpec.Tests.Results;

public sealed class BaselineTests
{
    private const string Defect = "defect:mirror-survives-unmap";

    /// <summary>The operations among which the defect breaks the one clause that is listed.</summary>
    internal static string Basic { get; } = string.Join(',', OperationKinds.Basic.Select(OperationKinds.Names.NameOf));

    [Fact]
    public void What_is_known_does_not_fail_the_check_and_the_search_goes_on()
    {
        using Command command = new();
        string baseline = Baseline(command, """{"clause":"NTF-2","issue":"#7"}""");

        Assert.Equal(ExitCode.Conforms, command.Check(Defect, "--operations", Basic, "--baseline", baseline, "--json"));

        JsonElement json = command.Json;
        Assert.Equal("complete", json.GetProperty("end").GetString());
        Assert.Equal(40, json.GetProperty("sequences").GetInt64());
        Assert.Equal(
            "NTF-2",
            Assert.Single(json.GetProperty("known").EnumerateArray()).GetProperty("clause").GetString()
        );
        Assert.Equal(JsonValueKind.Null, json.GetProperty("finding").ValueKind);
        Assert.Contains("  NTF-2: diverges, ", command.Err, StringComparison.Ordinal);
        Assert.Contains("(#7)", command.Err, StringComparison.Ordinal);
        Assert.EndsWith("\nconforms: but for what is known of NTF-2\n", command.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_listed_fails_the_check()
    {
        using Command command = new();
        string baseline = Baseline(command, """{"clause":"NTF-2"}""");

        Assert.Equal(ExitCode.Diverges, command.Check("defect:shared-frame-reused", "--baseline", baseline));
        Assert.EndsWith("\ndiverges: CPU-6\n", command.Out, StringComparison.Ordinal);
        Assert.Contains(
            "  NTF-2: did not diverge, but the run did not look at everything",
            command.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_entry_that_no_longer_diverges_ends_the_check_with_its_own_code_and_is_named()
    {
        using Command command = new();
        string baseline = Baseline(command, """{"clause":"NTF-2"}""");

        Assert.Equal(ExitCode.Baseline, command.Check("--baseline", baseline));
        Assert.Contains(
            $"  NTF-2: no longer diverges: remove it from {baseline}\n",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.EndsWith("\nconforms: the baseline has too much: NTF-2\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_its_time_ended_cannot_say_that_a_clause_no_longer_diverges()
    {
        using Command command = new();
        string baseline = Baseline(command, """{"clause":"NTF-2"}""");

        ExitCode code = command.Run("check", "--time", "200ms", "--baseline", baseline, "--out", command.PathTo("out"));

        Assert.Equal(ExitCode.Conforms, code);
    }

    [Theory]
    [InlineData("--operations", "load")]
    [InlineData("--generated-only")]
    [InlineData("--sequences", "0")]
    public void A_run_of_a_part_cannot_say_that_a_clause_no_longer_diverges(params string[] part)
    {
        using Command command = new();
        string baseline = Baseline(command, """{"clause":"NTF-2"}""");

        Assert.Equal(ExitCode.Conforms, command.Check(["--baseline", baseline, .. part]));
        Assert.Contains(
            "  NTF-2: did not diverge, but the run did not look at everything",
            command.Out,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("CON-3")]
    [InlineData("MIG-13")]
    public void A_clause_that_nothing_looked_at_is_not_said_to_be_gone(string clause)
    {
        using Command command = new();
        string baseline = Baseline(command, $$"""{"clause":"{{clause}}"}""");

        Assert.Equal(ExitCode.Conforms, command.Check("--baseline", baseline));
        Assert.Contains($"  {clause}: did not diverge, but", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_a_part_takes_nothing_out_of_a_fixed_baseline()
    {
        using Command command = new();
        string path = Baseline(command, """{"clause":"NTF-2"}""");
        string[] part = ["--generated-only", "--operations", "load", "--sequences", "1"];

        Assert.Equal(ExitCode.Conforms, command.Check([Defect, "--baseline", path, "--fix-baseline", .. part]));
        Assert.Equal("NTF-2", Assert.Single(BaselineFile.Read(path).Entries).Name);
    }

    [Fact]
    public void A_clause_that_there_is_not_is_refused_and_the_nearest_named()
    {
        using Command command = new();
        string path = Baseline(command, """{"clause":"MIG-1"},{"clause":"NTF-22"}""");

        Assert.Equal(ExitCode.BadInput, command.Check("--baseline", path));
        Assert.Equal(
            $"{path}: Entry 2 names the clause \"NTF-22\", which there is not; did you mean \"NTF-2\"?\n",
            command.Err
        );
    }

    [Fact]
    public void An_entry_for_another_subject_is_neither_used_nor_stale()
    {
        using Command command = new();
        string baseline = Baseline(command, """{"clause":"NTF-2","subject":"exec:other"}""");

        Assert.Equal(ExitCode.Conforms, command.Check("--baseline", baseline));
        Assert.Equal(ExitCode.Diverges, command.Check(Defect, "--operations", Basic, "--baseline", baseline));
    }

    [Fact]
    public void A_listed_replay_file_is_replayed_first_and_says_nothing_of_its_clause_elsewhere()
    {
        using Command command = new();
        command.Check(Defect);
        string kept = command.NamesIn("out/defect-mirror-survives-unmap").Single();
        string file = $"out/defect-mirror-survives-unmap/{kept}";
        string baseline = Baseline(command, $$"""{"file":"{{file}}"}""");

        Assert.Equal(ExitCode.Diverges, command.Check(Defect, "--operations", Basic, "--baseline", baseline));
        Assert.Contains(
            $"listed replay file still diverges: {command.PathTo(file)} (NTF-2)\n",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("kept failure", command.Out, StringComparison.Ordinal);
        Assert.EndsWith("\ndiverges: NTF-2\n", command.Out, StringComparison.Ordinal);

        string both = Baseline(command, $$"""{"file":"{{file}}"},{"clause":"NTF-2"}""");
        Assert.Equal(ExitCode.Conforms, command.Check(Defect, "--operations", Basic, "--baseline", both));

        Assert.Equal(ExitCode.Baseline, command.Check("--baseline", both));
        Assert.EndsWith($"the baseline has too much: {file}, NTF-2\n", command.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(command.PathTo(file)));
    }

    [Fact]
    public void A_divergence_is_graver_than_a_stale_entry()
    {
        using Command command = new();
        command.Write("holds.hmm", "hmmspec 1\n\nload p0 0 -> SIGSEGV\n");
        string baseline = Baseline(command, """{"file":"holds.hmm"}""");

        Assert.Equal(ExitCode.Diverges, command.Check(Defect, "--operations", Basic, "--baseline", baseline));
        Assert.Contains("  holds.hmm: no longer diverges: remove it", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_baseline_has_what_diverges_and_passes_the_next_time()
    {
        using Command command = new();
        string path = command.PathTo("b.json");

        Assert.Equal(
            ExitCode.Conforms,
            command.Check(Defect, "--operations", Basic, "--baseline", path, "--fix-baseline")
        );
        string first = File.ReadAllText(path);
        Assert.Equal(ExitCode.Conforms, command.Check(Defect, "--operations", Basic, "--baseline", path));
        Assert.Equal(
            ExitCode.Conforms,
            command.Check(Defect, "--operations", Basic, "--baseline", path, "--fix-baseline")
        );

        Assert.Equal(
            $$"""
            {
              "hmmspec": 1,
              "specification": "{{SpecRevision.Current}}",
              "entries": [
                {
                  "clause": "NTF-2",
                  "subject": "{{Defect}}",
                  "since": "{{SpecRevision.Current}}"
                }
              ]
            }

            """,
            first
        );
        Assert.Equal(first, File.ReadAllText(path));
    }

    [Fact]
    public void A_fixed_baseline_loses_what_is_stale_and_keeps_other_subjects_and_what_people_wrote()
    {
        using Command command = new();
        string path = Baseline(
            command,
            """{"file":"z.hmm","subject":"exec:b"},{"clause":"NTF-2","issue":"#7","owner":"me"},{"clause":"CPU-1"},{"clause":"MAP-2","subject":"exec:a"}"""
        );

        Assert.Equal(ExitCode.Conforms, command.Check(Defect, "--baseline", path, "--fix-baseline"));

        Baseline fixedOne = BaselineFile.Read(path);
        string[] names = [.. fixedOne.Entries.Select(entry => entry.Name)];
        Assert.Contains("MAP-2", names);
        Assert.Contains("z.hmm", names);
        Assert.DoesNotContain("CPU-1", names);
        BaselineEntry kept = Assert.Single(fixedOne.Entries, static entry => entry.Clause == "NTF-2");
        Assert.Equal("#7", kept.Issue);
        Assert.Null(kept.Since);
        Assert.Equal("me", kept.Other!["owner"].GetString());
    }

    [Fact]
    public void A_baseline_is_not_rewritten_by_a_run_that_is_stopped()
    {
        using Command command = new() { Cancellation = new CancellationToken(canceled: true) };
        string path = Baseline(command, """{"clause":"NTF-2"}""");
        string before = File.ReadAllText(path);

        Assert.Equal(ExitCode.Inconclusive, command.Check("--baseline", path, "--fix-baseline"));
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void A_baseline_of_another_revision_is_noted_and_used()
    {
        using Command command = new();
        string path = command.Write(
            "b.json",
            """{"hmmspec":1,"specification":"0123456789abcdef","entries":[{"clause":"NTF-2"}]}"""
        );

        Assert.Equal(ExitCode.Conforms, command.Check(Defect, "--operations", Basic, "--baseline", path));
        Assert.Contains(
            $"note: the baseline is of the specification 0123456789abcdef, this one is {SpecRevision.Current}",
            command.Out,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"hmmspec":2,"specification":"","entries":[]}""")]
    [InlineData("""{"hmmspec":1,"entries":[]}""")]
    [InlineData("""{"hmmspec":1,"specification":"","entries":[{}]}""")]
    [InlineData("""{"hmmspec":1,"specification":"","entries":[null]}""")]
    [InlineData("""{"hmmspec":1,"specification":"","entries":[{"clause":"A-1","file":"a"}]}""")]
    [InlineData("""{"hmmspec":1,"specification":"","entries":[{"clause":7}]}""")]
    [InlineData("""{"hmmspec":1,"specification":"","entries":[{"file":"a\u0000b"}]}""")]
    public void A_file_that_is_no_baseline_is_refused_with_one_sentence(string text)
    {
        using Command command = new();
        string path = command.Write("b.json", text);

        Assert.Equal(ExitCode.BadInput, command.Check("--baseline", path));
        Assert.StartsWith($"{path}: ", command.Err, StringComparison.Ordinal);
        Assert.Single(command.Err.TrimEnd().Split('\n'));
        Assert.Empty(command.Out);
    }

    [Fact]
    public void A_baseline_that_is_not_there_and_a_listed_file_that_is_not_there_are_bad_input()
    {
        using Command command = new();

        Assert.Equal(ExitCode.BadInput, command.Check("--baseline", command.PathTo("b.json")));
        Assert.Equal($"{command.PathTo("b.json")}: There is no such file.\n", command.Err);

        string path = Baseline(command, """{"file":"gone.hmm"}""");
        Assert.Equal(ExitCode.BadInput, command.Check("--baseline", path));
        Assert.Equal($"{command.PathTo("gone.hmm")}: There is no such file.\n", command.Err);
    }

    [Theory]
    [InlineData("--fix-baseline")]
    [InlineData("--interleave", "2", "--results", "r")]
    public void Options_that_make_no_sense_together_are_usage(params string[] options)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Check(options));
    }

    [Fact]
    public void What_is_written_and_what_is_read_is_as_the_schema_says()
    {
        JsonSchema schema = JsonSchema.Load("Conformance/Oracle/Baselines/baseline.schema.json");
        using Command command = new();
        string path = Baseline(command, """{"file":"a.hmm","subject":"exec:b"},{"clause":"NTF-2","issue":"#7"}""");
        Assert.Empty(schema.Problems(File.ReadAllText(path)));

        command.Check(Defect, "--operations", Basic, "--baseline", path, "--fix-baseline");
        Assert.Empty(schema.Problems(File.ReadAllText(path)));

        Assert.NotEmpty(schema.Problems("""{"hmmspec":1,"specification":"","entries":[{"clause":"A","file":"b"}]}"""));
        Assert.NotEmpty(schema.Problems("""{"hmmspec":1,"specification":"","entries":[{}]}"""));
    }

    [Fact]
    public void Replay_lets_pass_what_is_listed_and_says_what_need_not_be_any_more()
    {
        using Command command = new();
        command.Check(Defect);
        string kept =
            $"out/defect-mirror-survives-unmap/{command.NamesIn("out/defect-mirror-survives-unmap").Single()}";
        string file = command.PathTo(kept);
        command.Write("holds.hmm", "hmmspec 1\n\nload p0 0 -> SIGSEGV\n");
        string byFile = Baseline(command, $$"""{"file":"{{kept}}","issue":"#7"}""");

        Assert.Equal(ExitCode.Conforms, command.Run("replay", file, Defect, "--baseline", byFile));
        Assert.EndsWith(
            $"{file}: diverges: NTF-2\n{file}: known by the baseline: #7\n",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCode.Baseline, command.Run("replay", file, "--baseline", byFile));
        Assert.EndsWith(
            $"{file}: no longer diverges: remove it from {byFile}\n",
            command.Out,
            StringComparison.Ordinal
        );

        string byClause = Baseline(command, """{"clause":"NTF-2"},{"clause":"CPU-1"}""");
        Assert.Equal(
            ExitCode.Conforms,
            command.Run("replay", file, command.PathTo("holds.hmm"), Defect, "--baseline", byClause)
        );
        Assert.EndsWith("2 files: 1 conform, 1 diverge (1 known)\n", command.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Diverges, command.Run("replay", file, Defect, "--baseline", Baseline(command, "")));
    }

    private static string Baseline(Command command, string entries) =>
        command.Write(
            "b.json",
            $$"""{"hmmspec":1,"specification":"{{SpecRevision.Current}}","entries":[{{entries}}]}"""
        );
}
