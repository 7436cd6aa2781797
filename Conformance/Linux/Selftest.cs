using System.Diagnostics;

namespace HmmSpec.Linux;

/// <summary>What the kernel's own selftest says of a driver.</summary>
/// <param name="Passed">How many tests passed; one that is skipped counts, as the kernel's harness has it.</param>
/// <param name="Failed">The names of those that did not.</param>
/// <param name="Ended">Whether it came to its end; if not, the kernel crashed or hung.</param>
/// <param name="Seconds">How long it took, with the boot of its guest.</param>
public sealed record Selftest(int Passed, IReadOnlyList<string> Failed, bool Ended, double Seconds)
{
    private const string Ok = "ok ";
    private const string NotOk = "not ok ";
    private const string Over = "agent: the selftest has ended";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    /// <summary>Whether it notices anything.</summary>
    public bool Detects => !Ended || Failed.Count > 0;

    /// <summary>Runs it in a guest.</summary>
    public static Selftest Run(Guest guest) => Run([.. Qemu.SelftestWords(guest)]);

    /// <summary>The same of a program that stands for the guest.</summary>
    /// <param name="words">The program and its arguments; what it says of the tests stands on its standard error.</param>
    public static Selftest Run(IReadOnlyList<string> words)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ProcessStartInfo start = new(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        using Timer timer = new(_ => Kill(process), null, Patience, Timeout.InfiniteTimeSpan);
        // Nobody needs it, but a pipe that is full would hold the guest up.
        process.BeginOutputReadLine();
        int passed = 0;
        List<string> failed = [];
        bool ended = false;
        while (process.StandardError.ReadLine() is { } line)
        {
            string text = line.TrimEnd('\r');
            passed += text.StartsWith(Ok, StringComparison.Ordinal) ? 1 : 0;
            ended |= text.Contains(Over, StringComparison.Ordinal);
            if (text.StartsWith(NotOk, StringComparison.Ordinal))
            {
                failed.Add(text[NotOk.Length..]);
            }
        }

        process.WaitForExit();
        return new Selftest(passed, failed, ended, watch.Elapsed.TotalSeconds);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }
}
