using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

public sealed class ReplayTests
{
    private const string Good =
        "hmmspec 1\n\nmap p0 0+1 read-write -> ok\nstore p0 0 7 -> ok\nload p0 0 -> ok value=7\n";
    private const string Wrong =
        "hmmspec 1\n\nmap p0 0+1 read-write -> ok\nload p0 0 -> ok value=9\nexpect p0 0 swap\n";

    private const string Forced = """
        hmmspec 1
        attach d0 2 direct
        register p0 d0 0+1
        map p0 0+1 read-write
        store p0 0 7
        begin a range-fault p0 d0 0+1 default=fault
        step a to "lock driver, compare sequence number"
        begin b dontneed p0 0+1
        step b
        blocked b driver-lock
        end a -> ok
        end b -> ok

        """;

    private const string Turns = """
        hmmspec 1
        map p0 0+1 read-write
        store p0 0 7
        begin a load p0 0
        step a
        end a -> ok value=7

        """;

    [Theory]
    [InlineData("", ":1:1: ")]
    [InlineData("hmmspec 2\n", ":1:9: this file needs hmmspec 2")]
    [InlineData("hmmspec 1\n\nmap p0 0+1 rw\n", ":3:12: ")]
    [InlineData("hmmspec 1\nworld pages=0\n", ":2:7: A world cannot have pages=0")]
    [InlineData("\0\u0001\u0002", ":1:1: ")]
    public void A_malformed_file_is_refused_with_line_and_column(string text, string sentence)
    {
        using Command command = new();
        string file = command.Write("bad.hmm", text);
        foreach (string verb in (string[])["replay", "explain"])
        {
            Assert.Equal(ExitCode.BadInput, command.Run(verb, file));
            Assert.StartsWith(file + sentence, command.Err, StringComparison.Ordinal);
            Assert.Single(command.Err.TrimEnd().Split('\n'));
            Assert.Empty(command.Out);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        using Command command = new();
        string file = command.PathTo("none.hmm");
        foreach (string verb in (string[])["replay", "explain"])
        {
            Assert.Equal(ExitCode.BadInput, command.Run(verb, file));
            Assert.Equal($"{file}: There is no such file.\n", command.Err);
        }
    }

    [Fact]
    public void A_folder_without_scenarios_is_refused()
    {
        using Command command = new();
        string folder = command.PathTo(".");

        Assert.Equal(ExitCode.BadInput, command.Run("replay", folder));
        Assert.Equal($"{folder}: There is no .hmm file in this folder.\n", command.Err);
        Assert.Equal(ExitCode.BadInput, command.Run("explain", folder));
        Assert.Equal($"{folder}: This is a folder, not a file.\n", command.Err);
    }

    [Fact]
    public void A_file_that_holds_conforms()
    {
        using Command command = new();
        string file = command.Write("good.hmm", Good);

        Assert.Equal(ExitCode.Conforms, command.Run("replay", file));
        Assert.Equal($"{file}: conforms\n", command.Out);
        Assert.Equal(ExitCode.Conforms, command.Run("replay", file, "optimized"));
    }

    [Fact]
    public void What_the_file_wants_and_the_specification_does_not_is_named_line_by_line()
    {
        using Command command = new();
        string file = command.Write("wrong.hmm", Wrong);

        Assert.Equal(ExitCode.Diverges, command.Run("replay", file));

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.Equal($"{file}:4: Expected ok value=9, found ok.", lines[0]);
        Assert.StartsWith($"{file}:5: Expected p0 0 swap, found ", lines[1], StringComparison.Ordinal);
        Assert.Equal($"{file}: diverges: the reference itself does not do what the file wants", lines[2]);
    }

    [Fact]
    public void Folders_are_gone_through_in_the_order_of_names_and_the_gravest_cause_decides()
    {
        using Command command = new();
        string good = command.Write("all/b/good.hmm", Good);
        string bad = command.Write("all/c/bad.hmm", "hmmspec 1\nnonsense\n");
        string wrong = command.Write("all/a/wrong.hmm", Wrong);
        command.Write("all/ignored.txt", "nonsense");

        Assert.Equal(ExitCode.BadInput, command.Run("replay", command.PathTo("all")));

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.StartsWith($"{wrong}:4: ", lines[0], StringComparison.Ordinal);
        Assert.Equal($"{good}: conforms", lines[^2]);
        Assert.Equal("3 files: 1 conform, 1 diverge, 1 cannot be read", lines[^1]);
        Assert.StartsWith($"{bad}:2:1: ", command.Err, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Diverges, command.Run("replay", good, wrong, "optimized"));
        Assert.EndsWith("2 files: 1 conform, 1 diverge\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_concurrent_file_is_said_to_be_judged_on_the_reference_alone()
    {
        using Command command = new() { Machines = Lies.Machines(Lies.LoadsAreWrong) };
        string file = command.Write("turns.hmm", Turns);
        string alone = "operations take turns in it, so that the subject was not asked: judged on the reference alone";

        Assert.Equal(ExitCode.Conforms, command.Run("replay", file));
        Assert.Equal($"{file}: {alone}\n{file}: conforms\n", command.Out);

        string wrong = command.Write("wrong.hmm", Turns.Replace("value=7", "value=8", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Diverges, command.Run("replay", file, wrong));
        Assert.Contains($"{wrong}:6: Expected ok value=8, found ok value=7.\n", command.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "2 files: 1 conform, 1 diverge; 2 of them judged on the reference alone\n",
            command.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Files_run_on_a_reference_with_a_defect_step_by_step()
    {
        using Command command = new();
        string file = command.Write("turns.hmm", Forced);
        const string Subject = "defect:callback-ignores-driver-lock";

        Assert.Equal(ExitCode.Conforms, command.Run("replay", file, "reference"));
        Assert.Equal($"{file}: conforms\n", command.Out);

        Assert.Equal(ExitCode.Diverges, command.Run("replay", file, Subject));
        Assert.StartsWith($"{file}:10: Expected blocked b driver-lock, but b ", command.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            $"diverges: {Subject} does not do what the file wants\n",
            command.Out,
            StringComparison.Ordinal
        );

        Assert.Equal(ExitCode.Diverges, command.Run("explain", file, Subject));
        Assert.Contains("does not hold", command.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            $"diverges: {Subject} does not do what the file wants\n",
            command.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_replay_of_many_files_can_be_stopped()
    {
        using Command command = new() { Cancellation = new CancellationToken(canceled: true) };
        string first = command.Write("a.hmm", Good);
        string second = command.Write("b.hmm", Good);

        Assert.Equal(ExitCode.Inconclusive, command.Run("replay", first, second));
        Assert.EndsWith("inconclusive: it was stopped after 0 of 2 files\n", command.Out, StringComparison.Ordinal);
    }
}
