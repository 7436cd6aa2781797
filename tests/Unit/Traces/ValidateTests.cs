using System.Text;
using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;
using HmmSpec.Tests.Cli;

namespace HmmSpec.Tests.Traces;

/// <summary>The verb, from files to exit codes.</summary>
public sealed class ValidateTests
{
    private static readonly World World = World.Default;
    private static readonly PageRange First = new(0, 1);

    [Fact]
    public void What_a_right_machine_did_conforms()
    {
        using Command command = new();
        string file = Write(command, "good.jsonl", Recorded(runs: 4));

        Assert.Equal(ExitCode.Conforms, command.Run("validate", file));
        Assert.Equal(
            $"{file}: 490 lines, 4 runs, 240 answers judged, 0 of them explained by choices or by what may happen by itself\n"
                + $"{file}: conforms\n",
            command.Out
        );
    }

    [Fact]
    public void A_divergence_is_named_with_its_line_and_the_next_run_is_judged_all_the_same()
    {
        using Command command = new();
        TraceLines trace = Wrong(Wrong(new TraceLines()))
            .Reset(World)
            .Run(new Load(0, 0), Outcome.Fail(Status.SIGSEGV));
        string file = Write(command, "wrong.jsonl", trace);

        Assert.Equal(ExitCode.Diverges, command.Run("validate", file, "--out", command.PathTo("out")));

        string kept = command.PathTo("out/failure-CPU-1-wrong-8.hmm");
        string[] lines = command.Out.Split('\n');
        Assert.Equal($"{file}:8: result 1 of the run: diverges: CPU-1", lines[0]);
        Assert.Equal("  load p0 0", lines[1]);
        Assert.Equal("  2 operations since the reset at line 2 were accepted before it", lines[2]);
        Assert.Contains("  expected  ok value=7", lines);
        Assert.Contains("  found     ok value=8", lines);
        Assert.Contains("  decided by the step \"move data\"", lines);
        Assert.Contains($"  hmmspec explain {kept}", lines);
        Assert.Contains($"{file}:18: result 1 of the run: diverges: CPU-1", lines);
        Assert.Contains("  2 runs diverge", lines);
        Assert.Contains("  2 answers behind these passed over, to the next reset", lines);
        Assert.Equal($"{file}: diverges: CPU-1", lines[^2]);

        Assert.Equal(ExitCode.Conforms, command.Run("replay", kept));
        Assert.Contains("store p0 0 7", File.ReadAllText(kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Traces_of_one_name_in_several_folders_have_a_replay_file_each()
    {
        using Command command = new();
        string one = Write(command, "a/wrong.jsonl", Wrong(new TraceLines()));
        string other = Write(command, "b/wrong.jsonl", Wrong(new TraceLines()));

        Assert.Equal(ExitCode.Diverges, command.Run("validate", one, other, "--out", command.PathTo("out")));

        string[] kept = command.NamesIn("out");
        Assert.Equal(2, kept.Length);
        Assert.Contains("failure-CPU-1-wrong-8.hmm", kept);
        Assert.All(
            (string[])[one, other],
            trace =>
                Assert.Single(
                    kept,
                    name =>
                        File.ReadAllText(command.PathTo($"out/{name}"))
                            .Contains($"# {trace}:8: ", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void The_first_divergence_is_enough_if_that_is_asked_for()
    {
        using Command command = new();
        string file = Write(command, "wrong.jsonl", Wrong(Wrong(new TraceLines())));

        Assert.Equal(
            ExitCode.Diverges,
            command.Run("validate", file, file, "--first", "--json", "--out", command.PathTo("out"))
        );
        JsonElement json = command.Json;
        Assert.Equal(1, json.GetProperty("traces").GetArrayLength());
        JsonElement finding = Assert.Single(json.GetProperty("findings").EnumerateArray());
        Assert.Equal(8, finding.GetProperty("line").GetInt32());
        Assert.Equal(2, finding.GetProperty("accepted").GetInt32());
        Assert.Equal(2, finding.GetProperty("reset").GetInt32());
        Assert.Equal("CPU-1", finding.GetProperty("clause").GetString());
        Assert.Equal(1, json.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public void A_bad_line_ends_it_and_what_was_judged_before_stays()
    {
        using Command command = new();
        byte[] bytes = [.. Wrong(new TraceLines()).Bytes, .. "{\"type\":\"run\",\"id\":\n"u8];
        string file = command.PathTo("bad.jsonl");
        File.WriteAllBytes(file, bytes);

        Assert.Equal(ExitCode.BadInput, command.Run("validate", file, "--out", command.PathTo("out")));
        Assert.StartsWith($"{file}:11: The line is no JSON: ", command.Err, StringComparison.Ordinal);
        Assert.EndsWith(" It was: {\"type\":\"run\",\"id\":\n", command.Err, StringComparison.Ordinal);
        Assert.Contains($"{file}:8: result 1 of the run: diverges: CPU-1", command.Out, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Misfits =>
        new()
        {
            {
                """{"type":"return","id":7,"result":{"status":"ok"}}""",
                ":1: The return has the id 7; expected that of a call that has not returned."
            },
            {
                """{"type":"ready","id":1}""",
                ":1: \"type\" is \"ready\"; expected a request, for none waits for a reply. It was: {\"type\":\"ready\",\"id\":1}"
            },
            {
                $"{Call(1, "a")}\n{Call(2, "a")}",
                ":2: The agent a calls an operation before its last one has returned; expected its return first."
            },
            {
                $"{Call(1, "a")}\n{Call(1, "b")}",
                ":2: The call has the id 1, and so has another that has not returned; expected an id of its own."
            },
            {
                $$"""{{Call(1, "a")}}{{'\n'}}{"type":"observe","id":2}""",
                ":2: The line asks for what is done alone while operations of a are in flight; expected their returns before it."
            },
        };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_line_that_does_not_fit_is_bad_as_well(string lines, string problem)
    {
        using Command command = new();
        string file = command.Write("bad.jsonl", lines);

        Assert.Equal(ExitCode.BadInput, command.Run("validate", file));
        Assert.Equal($"{file}{problem}\n", command.Err);
        Assert.EndsWith("inconclusive: the trace cannot be read to its end\n", command.Out, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Open =>
        new()
        {
            { "", "nothing was run" },
            {
                Text(new TraceLines().Reset(World).Run(new Load(0, 0), Without(AnswerKind.Unsupported))),
                "line 4: load p0 0 was answered with unsupported: why"
            },
            {
                Text(new TraceLines().Reset(World).Run(new Load(0, 0), Without(AnswerKind.Fault))),
                "line 4: the adapter answered load p0 0 with fault: why"
            },
            {
                Text(new TraceLines().Reset(World).Ask(new Load(0, 0), new Load(0, 1))),
                "line 3: 2 operations of a run have no answer"
            },
            {
                """
                    {"type":"observe","id":1}
                    {"type":"error","id":1,"message":"no"}
                    """,
                "line 2: the adapter answered with an error: no"
            },
        };

    [Theory]
    [MemberData(nameof(Open))]
    public void What_cannot_be_decided_is_inconclusive(string lines, string reason)
    {
        using Command command = new();
        string file = command.Write("open.jsonl", lines);

        Assert.Equal(ExitCode.Inconclusive, command.Run("validate", file));
        Assert.EndsWith($"{file}: inconclusive: {reason}\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_that_was_started_again_begins_another_session()
    {
        Capabilities capabilities = new([.. OperationKinds.All], 2, 8, 2);
        TraceLines trace = new TraceLines()
            .Hello(capabilities)
            .Reset(World)
            .Ask(new Load(0, 0))
            .Hello(capabilities)
            .Reset(World)
            .Run(new Load(0, 0), Outcome.Fail(Status.SIGSEGV));
        using Command command = new() { Input = trace.Bytes };

        Assert.Equal(ExitCode.Inconclusive, command.Run("validate", "-"));
        Assert.Contains("1 runs, 1 answers judged", command.Out, StringComparison.Ordinal);
        Assert.EndsWith("-: inconclusive: line 6: 1 operations of a run have no answer\n", command.Out);
    }

    [Fact]
    public void A_run_that_is_cut_short_is_one_undecided_run_however_much_was_asked_for()
    {
        TraceLines trace = new TraceLines().Reset(World).Ask(new Load(0, 0)).Ask(new Load(0, 1)).Ask(new Load(0, 2));
        using Command command = new() { Input = trace.Bytes };

        Assert.Equal(ExitCode.Inconclusive, command.Run("validate", "-", "--json"));
        Assert.Contains(
            "\"undecided\":1",
            command.Out.Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Without_a_reset_the_options_say_the_world_and_with_one_they_are_refused()
    {
        TraceLines small = new TraceLines().Run(new Map(0, new PageRange(0, 2), Protection.ReadWrite), Outcome.Ok);
        using Command command = new() { Input = small.Bytes };
        Assert.Equal(ExitCode.Conforms, command.Run("validate", "-"));
        Assert.Equal(ExitCode.Diverges, command.Run("validate", "-", "--pages", "1", "--out", command.PathTo("out")));
        Assert.Contains("0 operations from the beginning on", command.Out, StringComparison.Ordinal);

        using Command other = new() { Input = Wrong(new TraceLines()).Bytes };
        Assert.Equal(ExitCode.Usage, other.Run("validate", "-", "--profile", "v9", "--pages", "4"));
        Assert.Equal("-:1: The reset says profile and world: leave out --profile and --pages.\n", other.Err);
    }

    [Fact]
    public void A_file_that_is_not_there_does_not_hide_the_others()
    {
        using Command command = new();
        string file = Write(command, "good.jsonl", Recorded(runs: 1));

        Assert.Equal(ExitCode.BadInput, command.Run("validate", command.PathTo("none.jsonl"), file));
        Assert.Contains("none.jsonl: The trace cannot be read: ", command.Err, StringComparison.Ordinal);
        Assert.EndsWith($"{file}: conforms\n", command.Out, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Usage, command.Run("validate", "-", "-"));
    }

    [Fact]
    public void A_folder_is_no_trace()
    {
        using Command command = new();

        Assert.Equal(ExitCode.BadInput, command.Run("validate", command.Folder));
        Assert.Contains("This is a folder, not a file.", command.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_validation_can_be_stopped()
    {
        using Command command = new() { Cancellation = new CancellationToken(canceled: true) };
        string file = Write(command, "good.jsonl", Recorded(runs: 1));

        Assert.Equal(ExitCode.Inconclusive, command.Run("validate", file));
        Assert.EndsWith("inconclusive: it was stopped before the end of the trace\n", command.Out);
    }

    [Theory]
    [InlineData("\"value\":\"9\"", "\"value\":\"10\"", ExitCode.Diverges)]
    [InlineData("\"value\":\"9\"", "\"value\":\"9\"", ExitCode.Conforms)]
    public void A_log_of_another_shape_is_judged_once_it_is_converted(string last, string changed, ExitCode expected)
    {
        string sample = File.ReadAllText(Path.Combine(Repository.Root, "Conformance/Adapters/traces/sample.jsonl"));
        int at = sample.LastIndexOf(last, StringComparison.Ordinal);
        using Command command = new();
        string file = command.Write("sample.jsonl", sample[..at] + changed + sample[(at + last.Length)..]);

        Assert.Equal(expected, command.Run("validate", file, "--out", command.PathTo("out")));
    }

    private static string Call(int id, string agent) =>
        $$$"""{"type":"call","id":{{{id}}},"agent":"{{{agent}}}","operation":{"op":"load","process":0,"page":0}}""";

    private static Answer Without(AnswerKind kind) => Answer.Without(kind, kind.ToString().ToLowerInvariant(), "why");

    private static string Text(TraceLines trace) => Encoding.UTF8.GetString(trace.Bytes);

    private static string Write(Command command, string name, TraceLines trace) => command.Write(name, Text(trace));

    private static TraceLines Wrong(TraceLines trace) =>
        trace
            .Reset(World)
            .Run(new Map(0, First, Protection.ReadWrite), Outcome.Ok)
            .Run(new Store(0, 0, 7), Outcome.Ok)
            .Run(new Load(0, 0), Outcome.Of(8))
            .Run(new Load(0, 0), Outcome.Of(9));

    private static TraceLines Recorded(int runs)
    {
        TraceLines trace = new();
        using MachineSubject subject = new(
            "optimized",
            static (world, profile) => new OptimizedMachine(world, profile)
        );
        trace.Hello(subject.Capabilities);
        for (int run = 1; run <= runs; run++)
        {
            subject.Reset(World, Spec.Profile.Strict);
            trace.Reset(World);
            foreach (Operation operation in GeneratedSequence.Of(World, Spec.Profile.Strict, (ulong)run, 60).Operations)
            {
                subject.Send([operation], ObservationLevel.State);
                trace.Run(operation, subject.Receive()[0]);
            }
        }

        return trace;
    }
}
