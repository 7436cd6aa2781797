using HmmSpec.Cli;
using HmmSpec.Conformance;
using HmmSpec.Spec;
using HmmSpec.Tests.Cli;
using HmmSpec.Tests.Results;

namespace HmmSpec.Tests.Subjects;

/// <summary>Of a replay file of which a subject says nothing, it is not said that it no longer diverges.</summary>
public sealed class KeptReplayTests
{
    private const string Beyond = "hmmspec 1\nworld processes=9\n\nmap p0 0+1 read-write\n";

    // Too much is possible after so many answers that say nothing.
    private const string Open = """
        hmmspec 1

        attach d0 2 direct
        register p0 d0 0+8
        map p0 0+3 read-write
        store p0 0 10
        store p0 1 11
        store p0 2 12
        protect p0 0+1 read
        store p0 0 20
        load p0 0

        """;

    [Fact]
    public void A_kept_file_that_the_subject_cannot_be_asked_stays_as_it_is()
    {
        using Command command = new();
        string address = SubjectCheck.Address(SubjectCheck.NewMark(), "miniature", "none", []);
        string kept = command.Write($"{FolderOf(command, address)}/failure-MAP-1-1.hmm", Beyond);

        Assert.Equal(ExitCode.Conforms, Check(command, address));
        Assert.Contains(
            $"kept failure is left as it is: {kept}: it needs the world ",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public void A_listed_file_that_the_subject_cannot_be_asked_stays_listed()
    {
        using Command command = new();
        string address = SubjectCheck.Address(SubjectCheck.NewMark(), "miniature", "none", []);
        string listed = command.Write("beyond.hmm", Beyond);

        Assert.Equal(ExitCode.Conforms, Check(command, address, "--baseline", BaselineOf(command, "beyond.hmm")));
        Assert.Contains(
            $"listed replay file is left as it is: {listed}: it needs the world ",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("  beyond.hmm: did not diverge, but", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listed_file_that_is_left_undecided_stays_listed_and_the_results_say_so()
    {
        JsonSchema schema = JsonSchema.Load("Conformance/Oracle/Results/results.schema.json");
        using Command command = new();
        string address = SubjectCheck.Address(SubjectCheck.NewMark(), "hostile", "always-unknown", []);
        command.Write("listed.hmm", Open);
        string results = command.PathTo("r.jsonl");

        ExitCode code = Check(command, address, "--baseline", BaselineOf(command, "listed.hmm"), "--results", results);

        Assert.Equal(ExitCode.Inconclusive, code);
        Assert.DoesNotContain("no longer diverges", command.Out, StringComparison.Ordinal);
        Assert.Contains("  listed.hmm: did not diverge, but", command.Out, StringComparison.Ordinal);
        Assert.Equal("undecided", Assert.Single(ResultsFile.Read(results).Lines.OfType<ResultKept>()).Verdict);
        Assert.All(File.ReadAllLines(results), line => Assert.Empty(schema.Problems(line)));
    }

    private static string BaselineOf(Command command, string file) =>
        command.Write(
            "b.json",
            $$"""{"hmmspec":1,"specification":"{{SpecRevision.Current}}","entries":[{"file":"{{file}}"}]}"""
        );

    private static string FolderOf(Command command, string subject) =>
        new CheckPlan(subject, new CheckOptions(World.Default, Profile.Strict, 1), command.PathTo("out")).FailureFolder;

    private static ExitCode Check(Command command, string address, params string[] options) =>
        command.Check([address, "--workers", "1", "--sequences", "1", "--length", "10", .. options]);
}
