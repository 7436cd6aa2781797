using HmmSpec.Exploration;

namespace HmmSpec.Tests.Exploration;

/// <summary>A search that is written down and resumed comes to the same as one that is not.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hmmspec-test-");
    private readonly Arrow[][] _arrows = GraphSystem.Random(11, 30_000, degree: 4);

    private string File => Path.Combine(_folder.FullName, "search.checkpoint");

    [Theory]
    [InlineData(8, false, false)]
    [InlineData(20, false, false)]
    [InlineData(20, true, false)]
    [InlineData(8, false, true)]
    [InlineData(20, true, true)]
    public void A_search_that_is_interrupted_at_every_turn_comes_to_the_same(int stateSize, bool exact, bool edges)
    {
        Func<GraphSystem> factory = () => new GraphSystem(_arrows, stateSize) { Broken = static _ => "all is bad" };
        ExplorationOptions options = new()
        {
            Identity = "graph",
            Exact = exact,
            RecordEdges = edges,
            StopAtViolation = false,
        };
        ExplorationResult whole = Explorer.Run(factory, options);
        ExplorationResult? part = null;
        int runs = 0;
        while (part is not { IsComplete: true })
        {
            using CancellationTokenSource source = new();
            int told = 0;
            part = Explorer.Run(
                factory,
                options with
                {
                    Threads = 1 + (runs % 3),
                    CheckpointPath = File,
                    ResumePath = runs == 0 ? null : File,
                    FrontierLimit = runs % 2 == 0 ? 1 : long.MaxValue,
                    Cancellation = source.Token,
                    ProgressInterval = TimeSpan.Zero,
                    Progress = _ =>
                    {
                        if (++told > runs % 4)
                        {
                            source.Cancel();
                        }
                    },
                }
            );
            runs++;
        }

        Assert.InRange(runs, 4, 1000);
        Assert.Equal(NaiveSearch.Of(_arrows), NaiveSearch.Of(whole));
        Assert.Equal(NaiveSearch.Of(whole), NaiveSearch.Of(part));
        Assert.Equal(whole.Violations, part.Violations);
        Assert.Equal(whole.Violation!.Path, part.Violation!.Path);
        Assert.Equal(whole.Edges?.Count, part.Edges?.Count);
        Assert.Equal([Path.GetFileName(File)], Directory.EnumerateFiles(_folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void A_search_is_written_down_now_and_then()
    {
        Run(new ExplorationOptions { CheckpointPath = File, CheckpointInterval = TimeSpan.Zero });

        Assert.Equal(NaiveSearch.Of(_arrows), NaiveSearch.Of(Run(new ExplorationOptions { ResumePath = File })));
    }

    [Fact]
    public void A_search_that_cannot_be_written_down_goes_on_and_says_so()
    {
        string blocked = Path.Combine(_folder.FullName, "file");
        System.IO.File.WriteAllText(blocked, "");
        List<string> said = [];
        ExplorationOptions options = new()
        {
            CheckpointPath = Path.Combine(blocked, "below"),
            CheckpointInterval = TimeSpan.Zero,
            Unwritten = said.Add,
        };

        Assert.Equal(NaiveSearch.Of(_arrows), NaiveSearch.Of(Run(options)));
        Assert.All(said, static sentence => Assert.Contains("cannot be written", sentence, StringComparison.Ordinal));
        Assert.NotEmpty(said);

        said.Clear();
        ExplorationResult stopped = Run(options with { MaxStates = 10, CheckpointInterval = TimeSpan.MaxValue });
        Assert.Equal(StopReason.MaxStates, stopped.Reason);
        Assert.Null(stopped.Checkpoint);
        Assert.Single(said);
    }

    [Fact]
    public void Only_a_whole_checkpoint_of_the_same_search_is_resumed()
    {
        Run(
            new ExplorationOptions
            {
                CheckpointPath = File,
                MaxStates = 10,
                Identity = "one",
            }
        );
        byte[] bytes = System.IO.File.ReadAllBytes(File);

        Assert.Contains("belongs to another search", Refusal("other"), StringComparison.Ordinal);
        Assert.Contains("is no checkpoint", Refusal("one", [.. bytes.Take(20)]), StringComparison.Ordinal);
        Assert.Contains(
            "is no checkpoint",
            Refusal("one", [.. bytes.Select(static _ => (byte)7)]),
            StringComparison.Ordinal
        );
        Assert.Contains("is damaged", Refusal("one", bytes[..^1]), StringComparison.Ordinal);
        foreach (int place in (int[])[16, 100, bytes.Length / 2, bytes.Length - 1])
        {
            byte[] damaged = [.. bytes];
            damaged[place] ^= 4;
            Assert.Contains("is damaged", Refusal("one", damaged), StringComparison.Ordinal);
        }

        System.IO.File.Delete(File);
        Assert.Contains("cannot be read", Refusal("one"), StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, "");
        Assert.Contains(
            "cannot be written",
            Assert
                .Throws<CheckpointException>(() =>
                    Run(new ExplorationOptions { MaxStates = 10, CheckpointPath = Path.Combine(File, "below") })
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Refusal(string identity, byte[]? bytes = null)
    {
        if (bytes is not null)
        {
            System.IO.File.WriteAllBytes(File, bytes);
        }

        return Assert
            .Throws<CheckpointException>(() => Run(new ExplorationOptions { ResumePath = File, Identity = identity }))
            .Message;
    }

    private ExplorationResult Run(ExplorationOptions options) =>
        Explorer.Run(() => new GraphSystem(_arrows, 8), options);
}
