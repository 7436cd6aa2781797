using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Xunit.Sdk;

namespace HmmSpec.Tests.Stryker.Platform;

/// <summary>
/// A mutant of what runs once in a process, such as the value of a static field, is only there in a process that begins with it.
/// Stryker asks for all tests then, and this runs them in a process of their own.
/// </summary>
internal static class OwnProcess
{
    public const string Argument = "--own-process";

    private const string Answer = "answer ";

    /// <summary>Runs tests in a new process until one fails.</summary>
    /// <returns>The tests that ran, in their order, each with what is wrong.</returns>
    public static async Task<IReadOnlyList<(string Id, string? Problem)>> RunAsync(IEnumerable<IXunitTestCase> tests)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [typeof(OwnProcess).Assembly.Location, Argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        List<(string Id, string? Problem)> ran = [];
        foreach (IXunitTestCase test in tests)
        {
            string? answer = null;
            try
            {
                if (process.TotalProcessorTime > KillOrder.Enough)
                {
                    ran.Add((test.UniqueID, null));
                    continue;
                }
                await process.StandardInput.WriteLineAsync(test.UniqueID).ConfigureAwait(false);
                await process.StandardInput.FlushAsync().ConfigureAwait(false);
                answer = await AnswerAsync(process.StandardOutput).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // It has ended, as below.
            }
            string? problem = answer is null ? "the process ended" : JsonSerializer.Deserialize<string?>(answer);
            ran.Add((test.UniqueID, problem));
            if (problem is not null)
            {
                break;
            }
        }
        process.Kill();
        await process.WaitForExitAsync().ConfigureAwait(false);
        return ran;
    }

    /// <summary>The other side: runs what it reads, one test after another, until there is no more to read.</summary>
    public static async Task ServeAsync(TestCases tests)
    {
        using BlockingCollection<string> ids = [];
        // Stryker ends the process that asks when a mutant takes too long; this one must not stay, whatever its tests do.
        Thread reader = new(() =>
        {
            while (Console.In.ReadLine() is string id)
            {
                ids.Add(id);
            }
            Environment.Exit(0);
        })
        {
            IsBackground = true,
        };
        reader.Start();
        foreach (string id in ids.GetConsumingEnumerable())
        {
            string? problem = await tests.RunAsync(tests.ById[id]).ConfigureAwait(false);
            await Console.Out.WriteLineAsync(Answer + JsonSerializer.Serialize(problem)).ConfigureAwait(false);
        }
    }

    // What a test prints is not an answer.
    private static async Task<string?> AnswerAsync(StreamReader output)
    {
        while (await output.ReadLineAsync().ConfigureAwait(false) is string line)
        {
            if (line.StartsWith(Answer, StringComparison.Ordinal))
            {
                return line[Answer.Length..];
            }
        }
        return null;
    }
}
