namespace HmmSpec.Tests.Subjects;

/// <summary>
/// Runs what the cases of a theory need side by side, from the first that asks on: most of the time they wait for programs.
/// </summary>
/// <param name="names">The cases.</param>
/// <param name="atOnce">How many run at a time.</param>
/// <param name="run">Runs one.</param>
internal sealed class SideBySide<T>(IEnumerable<string> names, int atOnce, Func<string, T> run)
{
    private readonly Lazy<Dictionary<string, Task<T>>> _all = new(() =>
    {
        SemaphoreSlim places = new(atOnce);
        return names.ToDictionary(static name => name, name => Begin(places, () => run(name)));
    });

    /// <summary>What a case came to.</summary>
    public Task<T> Of(string name) => _all.Value[name];

    private static Task<T> Begin(SemaphoreSlim places, Func<T> run) =>
        Task.Factory.StartNew(
            () =>
            {
                places.Wait();
                try
                {
                    return run();
                }
                finally
                {
                    places.Release();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
