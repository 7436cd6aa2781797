using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Two operations that an implementation is to carry out at the same time.</summary>
/// <param name="First">The one that begins.</param>
/// <param name="Second">The other; it begins once the first is held, has ended, or after the time to hold it.</param>
/// <param name="Delay">Where the first is held up until the second has ended; null for nowhere.</param>
public sealed record PairRace(Operation First, Operation Second, Delay? Delay);

/// <summary>Where an operation is held up until another has ended.</summary>
/// <param name="Point">The name of the point, as the implementation declares it.</param>
/// <param name="Milliseconds">For how long at most: the other may wait for the one that is held.</param>
public sealed record Delay(string Point, int Milliseconds);

/// <summary>How two operations at the same time ended.</summary>
/// <param name="First">The answer to the first.</param>
/// <param name="Second">The answer to the second.</param>
public sealed record RacedAnswers(Answer First, Answer Second)
{
    /// <summary>Whether the first came to the point and was held there; null if nobody says.</summary>
    public bool? WasHeld { get; init; }
}
