using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HmmSpec.Cli;
using HmmSpec.Conformance;
using HmmSpec.Spec;
using HmmSpec.Tests.Cli;
using HmmSpec.Tests.Protocol.Channels;

namespace HmmSpec.Tests.Results;

/// <summary>Reports on three small results files: one diverges, one has a baseline, one is of a run that was killed.</summary>
public sealed class ReportTests
{
    private static readonly string[] Whole = ["diverging.jsonl", "known.jsonl"];
    private static readonly string[] Files = [.. Whole, "killed.jsonl"];

    [LinuxFact]
    public void A_file_without_an_end_is_refused()
    {
        using Command command = new();

        Assert.Equal(ExitCode.BadInput, command.Run("report", "/dev/zero", "--format", "json"));

        Assert.StartsWith("/dev/zero: The file has more than ", command.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("junit", "report.junit")]
    [InlineData("ktap", "report.ktap")]
    [InlineData("sarif", "report.sarif")]
    [InlineData("markdown", "report.markdown")]
    [InlineData("badge", "report.badge")]
    [InlineData("json", "report.json")]
    public void Each_form_is_as_it_was(string format, string golden) =>
        Golden.Same(Path.Combine("results", golden), Stable(Report(format, Whole)));

    [Fact]
    public void The_files_are_as_the_schema_says()
    {
        JsonSchema schema = JsonSchema.Load("Conformance/Oracle/Results/results.schema.json");

        foreach (string file in Files)
        {
            string text = File.ReadAllText(Path.Combine(Golden.Folder, file));
            string[] whole = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(whole, line => Assert.Empty(schema.Problems(line)));
        }
    }

    [Fact]
    public void Junit_counts_a_pass_only_where_something_was_looked_at()
    {
        XElement suites = XDocument.Parse(Report("junit", Files)).Root!;
        XElement[] cases = [.. suites.Descendants("testcase")];
        XElement suite = suites.Elements("testsuite").First();

        Assert.Equal(["MAP-1", "MAP-2", "MIR-12"], Passed(suite).Where(static name => name.Contains('-')));
        Assert.Equal(["NTF-2", "baseline"], With(suite, "failure"));
        Assert.Equal(["CPU-6", "MIG-13", "ERR-4"], With(suite, "skipped"));
        Assert.Equal(["run"], With(suites.Elements("testsuite").Last(), "error"));
        Assert.Equal(["MAP-1", "MAP-2"], Passed(suites.Elements("testsuite").Last()));
        foreach (string name in (string[])["failure", "error", "skipped"])
        {
            string count = name switch
            {
                "failure" => "failures",
                "error" => "errors",
                _ => name,
            };
            Assert.Equal($"{cases.Count(one => one.Element(name) is not null)}", suites.Attribute(count)!.Value);
        }

        Assert.Equal($"{cases.Length}", suites.Attribute("tests")!.Value);
    }

    [Fact]
    public void Ktap_has_a_plan_and_every_number_of_it_and_a_failed_subtest_fails_its_test()
    {
        string[] lines = Report("ktap", Files).TrimEnd('\n').Split('\n');

        Assert.Equal("KTAP version 1", lines[0]);
        Assert.Equal("1..2", lines[1]);
        Assert.All(
            lines,
            line =>
                Assert.Matches(
                    @"^(  )?(KTAP version 1|1\.\.\d+|(not )?ok \d+ [^#]+( # (SKIP|XFAIL|ERROR) .+)?|# .*)$",
                    line
                )
        );
        int planned = 0;
        int number = 0;
        foreach (string line in lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)))
        {
            if (Regex.Match(line, @"^  1\.\.(\d+)$") is { Success: true } plan)
            {
                Assert.Equal(planned, number);
                (planned, number) = (int.Parse(plan.Groups[1].Value), 0);
            }
            else if (Regex.Match(line, @"^  (not )?ok (\d+) ") is { Success: true } result)
            {
                Assert.Equal(++number, int.Parse(result.Groups[2].Value));
            }
        }

        Assert.Equal(planned, number);
        Assert.Equal(
            ["not ok 1 exec:./toy --fast (strict)", "not ok 2 exec:other (strict)"],
            lines.Where(line => Regex.IsMatch(line, "^(not )?ok"))
        );
    }

    [Fact]
    public void Sarif_is_as_its_schema_demands()
    {
        using JsonDocument document = JsonDocument.Parse(Report("sarif", Files));
        JsonElement log = document.RootElement;

        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        string[] ids = [.. log.GetProperty("runs").EnumerateArray().Select(SarifRules.Check)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Sarif_points_at_the_line_of_the_clause()
    {
        foreach (Clause clause in Catalogue.All)
        {
            ClauseSource source = ClauseSource.Of(clause.Id)!;
            string line = File.ReadLines(Path.Combine(Repository.Root, source.File)).ElementAt(source.Line - 1);
            Assert.Equal($"\"{clause.Id}\",", line.Trim());
        }

        Assert.Null(ClauseSource.Of("NOT-1"));
    }

    [Fact]
    public void A_divergence_has_the_same_fingerprint_by_whatever_seed_it_was_found()
    {
        using Command command = new();
        string other = File.ReadAllText(Path.Combine(Golden.Folder, "diverging.jsonl"))
            .Replace("\"0x5\"", "\"0x9\"", StringComparison.Ordinal)
            .Replace("generated sequence 17", "generated sequence 2", StringComparison.Ordinal)
            .Replace("failure-NTF-2-5", "failure-NTF-2-9", StringComparison.Ordinal);
        string path = command.Write("other.jsonl", other);

        Assert.Equal(Fingerprint(Report("sarif", "diverging.jsonl")), Fingerprint(Report("sarif", path)));
        Assert.NotEqual(Fingerprint(Report("sarif", "diverging.jsonl")), Fingerprint(Report("sarif", "known.jsonl")));
    }

    [Fact]
    public void What_one_shard_did_not_see_another_may_have_seen()
    {
        using Command command = new();
        string seen = File.ReadAllText(Path.Combine(Golden.Folder, "known.jsonl"))
            .Replace("\"stale\",\"times\":0", "\"diverges\",\"times\":1", StringComparison.Ordinal)
            .Replace("\"stale\":[\"ci/old.hmm\"]", "\"stale\":[]", StringComparison.Ordinal)
            .Replace("\"exitCode\":4", "\"exitCode\":0", StringComparison.Ordinal);
        string path = command.Write("seen.jsonl", seen);

        Assert.Equal(4, Summary("known.jsonl").GetProperty("exitCode").GetInt32());
        Assert.Equal(0, Summary("known.jsonl", path).GetProperty("exitCode").GetInt32());
        Assert.Equal(1, Summary("known.jsonl", "diverging.jsonl").GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public void A_file_without_footer_makes_the_whole_inconclusive_and_is_named()
    {
        using Command command = new();
        string path = Path.Combine(Golden.Folder, "killed.jsonl");

        Assert.Equal(ExitCode.Conforms, command.Run("report", path, "--format", "json"));
        Assert.Equal($"hmmspec: {path} has no footer: the run did not come to its end: inconclusive\n", command.Err);
        Assert.Equal("inconclusive", command.Json.GetProperty("verdict").GetString());
        Assert.Equal(2, command.Json.GetProperty("exitCode").GetInt32());
        JsonElement suite = command.Json.GetProperty("suites")[0];
        Assert.Equal(64, suite.GetProperty("sequences").GetInt64());
        Assert.Equal(
            2,
            suite.GetProperty("clauses").EnumerateArray().Count(one => one.GetProperty("outcome").GetString() == "held")
        );
    }

    [Fact]
    public void What_a_run_had_found_before_it_was_killed_is_no_pass()
    {
        using Command command = new();
        string[] lines = File.ReadAllLines(Path.Combine(Golden.Folder, "diverging.jsonl"));
        string found = command.Write("found.jsonl", string.Join('\n', lines[..^1]) + "\n");
        string shrinking = command.Write(
            "shrinking.jsonl",
            lines[0]
                + "\n"
                + """{"type":"scenario","number":1,"title":"A","clauses":[],"followed":["NTF-2"],"verdict":"diverges","detail":"NTF-2"}"""
                + "\n"
        );

        Assert.Equal(1, Summary(found).GetProperty("exitCode").GetInt32());
        Assert.Equal("diverges", Summary(found).GetProperty("verdict").GetString());
        Assert.Equal("NTF-2", Summary(found).GetProperty("reason").GetString());
        Assert.Contains("not ok 44 NTF-2\n", Report("ktap", shrinking), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_goes_to_a_file_whole()
    {
        using Command command = new();
        string results = command.PathTo("r.jsonl");
        command.Check("defect:shared-frame-reused", "--results", results);

        Assert.Equal(
            ExitCode.Conforms,
            command.Run("report", results, "--format", "junit", "--out", command.PathTo("r.xml"))
        );

        Assert.Empty(command.Out);
        XElement failure = XDocument.Load(command.PathTo("r.xml")).Descendants("failure").First();
        Assert.Equal("CPU-6", failure.Parent!.Attribute("name")!.Value);
        Assert.Contains("store p0 0 1", failure.Value, StringComparison.Ordinal);
        Assert.Equal(
            ExitCode.Usage,
            command.Run("report", results, "--format", "junit", "--out", command.PathTo("no/r.xml"))
        );
        Assert.Equal(ExitCode.Usage, command.Run("report", results));
        Assert.Equal(ExitCode.Usage, command.Run("report", results, "--format", "html"));
        Assert.Equal(ExitCode.BadInput, command.Run("report", command.PathTo("gone"), "--format", "json"));
    }

    private static IEnumerable<string> With(XElement suite, string result) =>
        suite
            .Elements("testcase")
            .Where(one => one.Element(result) is not null)
            .Select(one => one.Attribute("name")!.Value);

    private static IEnumerable<string> Passed(XElement suite) =>
        suite.Elements("testcase").Where(one => one.IsEmpty).Select(one => one.Attribute("name")!.Value);

    private static string Fingerprint(string sarif)
    {
        using JsonDocument document = JsonDocument.Parse(sarif);
        JsonElement result = document.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        return result.GetProperty("partialFingerprints").GetProperty("hmmspec/v1").GetString()!;
    }

    private static JsonElement Summary(params string[] files)
    {
        using JsonDocument document = JsonDocument.Parse(Report("json", files));
        return document.RootElement.Clone();
    }

    // Names of files without a folder are those of the small results files.
    private static string Report(string format, params string[] files)
    {
        using Command command = new();
        Assert.Equal(
            ExitCode.Conforms,
            command.Run(["report", .. files.Select(file => Path.Combine(Golden.Folder, file)), "--format", format])
        );
        return command.Out;
    }

    // What changes with the catalogue or the place of the repository is looked at by tests of its own.
    private static string Stable(string text) =>
        Regex.Replace(
            text.Replace(Golden.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                .Replace(SpecRevision.Current, "CURRENT", StringComparison.Ordinal),
            "\"startLine\": \\d+",
            "\"startLine\": 0"
        );
}
