using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Conformance;
using HmmSpec.Subjects;
using HmmSpec.Tests.Protocol.Channels;

namespace HmmSpec.Tests.Cli;

/// <summary><c>hmmspec smoke</c>.</summary>
public sealed class SmokeTests
{
    private const string Capabilities =
        """{"operations":["map","load"],"limits":{"processes":1,"pages":4,"devices":1}}""";

    private static readonly string Subjects = $"dotnet {typeof(Toy).Assembly.Location}";

    [Theory]
    [InlineData("miniature none")]
    [InlineData("hostile unknown-members")]
    [InlineData("hostile carriage-returns")]
    [InlineData("hostile longest-line")]
    public void Who_keeps_the_protocol_passes_every_check(string subject)
    {
        JsonElement report = Smoke($"exec:{Subjects} {subject}", ExitCode.Conforms);

        Assert.Empty(Named(report, "broken"));
        Assert.Empty(Named(report, "left out"));
        Assert.Equal(SmokeTest.Names, Named(report, "ok"));
    }

    [Fact]
    public void The_optimized_machine_passes_every_check() =>
        Assert.Equal(SmokeTest.Names, Named(Smoke("optimized", ExitCode.Conforms), "ok"));

    [Theory]
    [InlineData("no-capabilities", "greets")]
    [InlineData("greets", "greets")]
    [InlineData("no-operations", "declares-operations")]
    [InlineData("error-at-reset", "resets")]
    [InlineData("wrong-id", "answers-a-batch-of-1")]
    [InlineData("extra-result", "answers-a-batch-of-1")]
    [InlineData("replies-twice", "answers-a-batch-of-1")]
    [InlineData("exits-at-store", "answers-a-batch-of-32")]
    [InlineData("boasts", "carries-out-what-it-declares")]
    [InlineData("always-unknown", "carries-out-what-it-declares")]
    [InlineData("no-state", "shows-state")]
    [InlineData("error-at-observe", "shows-state")]
    [InlineData("ignores-reset", "forgets-at-reset")]
    [InlineData("flaky-2", "repeats-itself")]
    [InlineData("lingers", "ends-after-bye")]
    [InlineData("children 300", "leaves-no-process-behind")]
    public void Who_breaks_the_protocol_is_told_where_first(string hostile, string check)
    {
        JsonElement report = Smoke($"exec:{Subjects} hostile {hostile}", ExitCode.Protocol);

        Assert.Equal(check, Named(report, "broken")[0]);
        Assert.Equal(SmokeTest.Names.Count, report.GetProperty("checks").GetArrayLength());
    }

    [Theory]
    [InlineData("exec:false", "The subject ended with exit code 1 when it was asked for its hello.")]
    [InlineData("exec:./no-such-program", "There is no program ./no-such-program.")]
    [InlineData("unix:no-such-socket", "There is no such socket: unix:no-such-socket.")]
    public void Who_is_not_there_is_unavailable(string subject, string sentence)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Unavailable, command.Run("smoke", subject));

        Assert.StartsWith($"hmmspec: {sentence}", command.Err, StringComparison.Ordinal);
        Assert.Empty(command.Out);
    }

    [Theory]
    [InlineData("exec:", "A command is missing after exec:.")]
    [InlineData("optimised", "There is no subject \"optimised\"; did you mean \"optimized\"?")]
    public void What_is_no_subject_is_refused(string subject, string sentence)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Run("smoke", subject));

        Assert.Equal($"hmmspec: {sentence}", command.Err.TrimEnd());
    }

    [LinuxFact]
    public void Who_never_answers_is_not_waited_for_at_every_check()
    {
        JsonElement report = Smoke(Scripted("cat >/dev/null"), ExitCode.Protocol, "--deadline", "2s");

        Assert.Equal(["resets", "resets-again"], Named(report, "broken"));
        Assert.Equal(["greets", "declares-operations", "declares-limits"], Named(report, "ok"));
    }

    [LinuxFact]
    public void Who_takes_long_to_begin_is_given_the_time_that_a_check_gives()
    {
        JsonElement report = Smoke(Scripted("cat >/dev/null", "sleep 2"), ExitCode.Protocol, "--deadline", "1s");

        Assert.Equal("greets", Named(report, "ok")[0]);
    }

    [LinuxFact]
    public void What_is_broken_is_said_with_what_to_do_and_what_was_seen()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Protocol, command.Run("smoke", Scripted("echo out of luck >&2; exit 3")));

        Assert.Contains("broken    resets\n          The subject ended with exit code 3 when", command.Out);
        Assert.Contains("          Answer reset with ready", command.Out);
        Assert.Contains("when the first was broken:", command.Out);
        Assert.Contains("    out of luck", command.Out);
        Assert.EndsWith("3 ok, 4 broken, 15 left out", command.Out.TrimEnd());
    }

    // Greets, and then does something else than to answer.
    private static string Scripted(string then, string first = ":")
    {
        string hello =
            $$"""{"type":"hello","id":1,"protocol":1,"adapter":{"name":"script"},"capabilities":{{Capabilities}}}""";
        return $"exec:sh -c 'read line; {first}; echo '\\''{hello}'\\''; read line; {then}'";
    }

    private static JsonElement Smoke(string subject, ExitCode expected, params string[] more)
    {
        using Command command = new();
        ExitCode code = command.Run(["smoke", subject, "--json", .. more]);
        Assert.Equal("", command.Err);
        Assert.True(expected == code, command.Out);
        return command.Json;
    }

    private static string[] Named(JsonElement report, string result) =>
        [
            .. report
                .GetProperty("checks")
                .EnumerateArray()
                .Where(check => check.GetProperty("result").GetString() == result)
                .Select(check => check.GetProperty("name").GetString()!),
        ];
}
