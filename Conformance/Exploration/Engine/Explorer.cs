namespace HmmSpec.Exploration;

/// <summary>
/// Finds every reachable state of a finite system, level by level. States, transitions, depth, the violation found and
/// the order of discovery are the same for any number of threads.
/// </summary>
public static class Explorer
{
    /// <summary>Explores a system.</summary>
    /// <param name="factory">Makes an instance of the system for each thread; all behave alike.</param>
    /// <param name="options">What to do.</param>
    /// <exception cref="CheckpointException">A checkpoint cannot be read or written.</exception>
    public static ExplorationResult Run(Func<ITransitionSystem> factory, ExplorationOptions options)
    {
        using Search search = new(factory, options);
        return search.Run();
    }
}
