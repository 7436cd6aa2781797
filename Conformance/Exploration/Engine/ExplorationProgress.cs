namespace HmmSpec.Exploration;

/// <summary>How far a search is.</summary>
/// <param name="States">How many states were found.</param>
/// <param name="Transitions">How many transitions were taken.</param>
/// <param name="Depth">The largest distance of a state from the beginning.</param>
/// <param name="Queue">How many states wait to be expanded.</param>
/// <param name="StatesPerSecond">How many states a second, since the search began or was resumed.</param>
/// <param name="Bytes">The size of all that the engine holds.</param>
/// <param name="Seconds">For how long it has run, with the time before it was resumed.</param>
public readonly record struct ExplorationProgress(
    long States,
    long Transitions,
    int Depth,
    long Queue,
    double StatesPerSecond,
    long Bytes,
    double Seconds
);
