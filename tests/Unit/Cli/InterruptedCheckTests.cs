using System.Diagnostics;
using System.Globalization;
using HmmSpec.Cli;
using HmmSpec.Tests.Protocol.Channels;
using HmmSpec.Tests.Subjects;

namespace HmmSpec.Tests.Cli;

/// <summary>Whoever stops a check gets what was found until then, and no process of the subject is left.</summary>
public sealed class InterruptedCheckTests
{
    [LinuxFact]
    public void A_check_that_is_interrupted_is_inconclusive() => Stop("-INT");

    [LinuxFact]
    public void A_check_that_is_terminated_is_inconclusive() => Stop("-TERM");

    [LinuxFact]
    public void A_second_signal_ends_a_check_whose_subject_hangs()
    {
        string mark = SubjectCheck.NewMark();
        using Process check = Start(mark, "hostile", "hangs-at-hello", "--deadline", "1h");

        Await(check, () => Subject.Living(mark).Count > 0);
        Kill("-INT", check);
        Kill("-INT", check);

        Assert.True(check.WaitForExit(Subject.Patience));
        Assert.NotEqual(0, check.ExitCode);

        // It waits for nothing any more, so that what it has killed may still be ending.
        Assert.True(SpinWait.SpinUntil(() => Subject.Living(mark).Count == 0, Subject.Patience));
    }

    private static void Stop(string signal)
    {
        string mark = SubjectCheck.NewMark();
        using Command command = new();
        string results = command.PathTo("results.jsonl");
        using Process check = Start(mark, "miniature", "none", "--sequences", "100000000", "--results", results);

        // By the time at which the first line is there it has said hello.
        Await(check, () => File.Exists(results) && new FileInfo(results).Length > 0);
        Kill(signal, check);

        Assert.True(check.WaitForExit(Subject.Patience));
        Assert.Equal(ExitCode.Inconclusive, (ExitCode)check.ExitCode);
        Assert.EndsWith(
            "\ninconclusive: it was stopped before its end\n",
            check.StandardOutput.ReadToEnd(),
            StringComparison.Ordinal
        );
        Assert.Empty(Subject.Living(mark));
    }

    private static Process Start(string mark, string kind, string name, params string[] options)
    {
        // Who runs the tests in the background of a shell lets them ignore Ctrl-C, and all that they start.
        ProcessStartInfo info = new("env")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        string address = SubjectCheck.Address(mark, kind, name, []);
        string command = Path.Combine(AppContext.BaseDirectory, "hmmspec.dll");
        foreach (
            string word in (string[])
                ["--default-signal=INT", "dotnet", command, "check", address, "--seed", "1", .. options]
        )
        {
            info.ArgumentList.Add(word);
        }

        return Process.Start(info)!;
    }

    private static void Await(Process check, Func<bool> hasBegun)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!hasBegun())
        {
            Assert.False(check.HasExited);
            Assert.True(watch.Elapsed < Subject.Patience);
            Thread.Sleep(Subject.Moment);
        }
    }

    private static void Kill(string signal, Process process)
    {
        using Process kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
