using HmmSpec.Linux;

namespace HmmSpec.Tests.Linux;

public sealed class CacheTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _root = Directory.CreateTempSubdirectory("hmmspec-cache-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_there_is_not_made_again()
    {
        Cache cache = new(_root);
        int made = 0;
        string first = cache.Get("thing", _ => made++);
        string second = cache.Get("thing", _ => made++);
        Assert.Equal(1, made);
        Assert.Equal(first, second);
        Assert.True(cache.Has("thing"));
    }

    [Fact]
    public void What_was_not_finished_is_gone_on_with()
    {
        Cache cache = new(_root);
        Assert.Throws<LinuxException>(() =>
            cache.Get(
                "thing",
                folder =>
                {
                    File.WriteAllText(Path.Combine(folder, "part"), "half");
                    throw new LinuxException("stopped");
                }
            )
        );
        Assert.False(cache.Has("thing"));
        string path = cache.Get(
            "thing",
            static folder => File.AppendAllText(Path.Combine(folder, "part"), " and whole")
        );
        Assert.Equal("half and whole", File.ReadAllText(Path.Combine(path, "part")));
    }

    [Fact]
    public void All_but_what_is_kept_and_what_somebody_is_at_is_deleted()
    {
        Cache cache = new(_root);
        foreach (string name in (string[])["kernel", "old", "busy"])
        {
            cache.Get(name, static folder => File.WriteAllText(Path.Combine(folder, "part"), "12345"));
        }

        Directory.CreateDirectory(Path.Combine(_root, "half.unfinished"));
        using (
            new FileStream(Path.Combine(_root, "busy.unfinished.lock"), FileMode.Open, FileAccess.Write, FileShare.None)
        )
        {
            Assert.Equal((2, 5), cache.Clean(new HashSet<string> { "kernel" }));
        }

        Assert.True(cache.Has("kernel"));
        Assert.True(cache.Has("busy"));
        Assert.False(cache.Has("old"));
        Assert.Equal(
            [
                "busy",
                "busy.unfinished.lock",
                "half.unfinished.lock",
                "kernel",
                "kernel.unfinished.lock",
                "old.unfinished.lock",
            ],
            Directory.GetFileSystemEntries(_root).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Who_waits_for_the_build_of_another_says_for_what()
    {
        Cache cache = new(_root);
        Told told = new();
        Task<string> waiting;
        using (
            File.Open(Path.Combine(_root, "thing.unfinished.lock"), FileMode.Create, FileAccess.Write, FileShare.None)
        )
        {
            waiting = Task.Run(() => cache.Get(told, "thing", static _ => { }));
            string said = await told.First.Task.WaitAsync(Patience);
            Assert.Equal($"waiting for another hmmspec, which builds {cache.PathOf("thing")}.unfinished", said);
            Assert.False(cache.Has("thing"));
        }

        Assert.Equal(cache.PathOf("thing"), await waiting.WaitAsync(Patience));
        Assert.True(cache.Has("thing"));
    }

    [Fact]
    public void Where_nothing_was_built_nothing_is_deleted() =>
        Assert.Equal((0, 0), new Cache(Path.Combine(_root, "none")).Clean(new HashSet<string>()));

    private sealed class Told : IBuildProgress
    {
        public TaskCompletionSource<string> First { get; } = new();

        public void Begin(string what) => First.TrySetResult(what);

        public void At(double share) { }
    }
}
