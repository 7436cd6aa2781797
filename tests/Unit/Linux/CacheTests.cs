using HmmSpec.Linux;

namespace HmmSpec.Tests.Linux;

public sealed class CacheTests : IDisposable
{
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
}
