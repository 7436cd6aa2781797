using System.Collections.Concurrent;
using HmmSpec.Conformance;

namespace HmmSpec.Tests.Cli;

public sealed class FailureFolderTests : IDisposable
{
    private const int Runs = 8;
    private const int Rounds = 100;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hmmspec-test-");

    [Fact]
    public void Several_runs_can_begin_in_one_new_folder()
    {
        ConcurrentBag<string> problems = [];
        Together(path =>
        {
            if (new FailureFolder(path).Problem() is string problem)
            {
                problems.Add(problem);
            }
        });

        Assert.Empty(problems);
    }

    [Fact]
    public void A_folder_that_was_not_there_is_not_there_afterwards()
    {
        string path = Path.Combine(_folder.FullName, "new");

        Assert.Null(new FailureFolder(path).Problem());

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void What_is_kept_while_others_begin_in_the_folder_is_there()
    {
        Scenario scenario = ScenarioReader.Read("hmmspec 1\n\nload p0 0\n", "text").Scenario!;
        ConcurrentBag<string> kept = [];
        int turn = 0;
        Together(path =>
        {
            FailureFolder folder = new(path);
            ulong number = (ulong)Interlocked.Increment(ref turn);
            if (folder.Problem() is null && number % Runs == 0)
            {
                kept.Add(folder.Keep("CPU-1", number, scenario));
            }
        });

        Assert.Equal(Rounds, kept.Count);
        Assert.All(kept, static path => Assert.True(File.Exists(path), path));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // All of a round have the same folder.
    private void Together(Action<string> begin)
    {
        using Barrier barrier = new(Runs);
        ConcurrentBag<Exception> faults = [];
        Thread[] threads =
        [
            .. Enumerable
                .Range(0, Runs)
                .Select(_ => new Thread(() =>
                {
                    for (int round = 0; round < Rounds; round++)
                    {
                        barrier.SignalAndWait();
                        string path = Path.Combine(_folder.FullName, $"{round}");
                        if (Record.Exception(() => begin(path)) is { } fault)
                        {
                            faults.Add(fault);
                        }
                    }
                })),
        ];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Empty(faults);
    }
}
