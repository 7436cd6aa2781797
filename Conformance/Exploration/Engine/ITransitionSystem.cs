namespace HmmSpec.Exploration;

/// <summary>
/// A finite machine whose states are byte strings. Every thread has an instance of its own, so that an instance may keep
/// scratch; what it adds depends on the state alone, and comes in a fixed order.
/// </summary>
public interface ITransitionSystem
{
    /// <summary>The names of the operations; a transition names its operation by the index here, below 65,536.</summary>
    IReadOnlyList<string> Operations { get; }

    /// <summary>
    /// The length of every state in bytes where all have the same and it is at most 8: the set of states is then exact
    /// and small. 0 where lengths differ or are larger.
    /// </summary>
    int StateSize => 0;

    /// <summary>Adds the initial state, or several.</summary>
    void Begin(Candidates candidates);

    /// <summary>Adds every successor of a state in a fixed order, and reports what the state or a transition breaks.</summary>
    void Expand(ReadOnlySpan<byte> state, Candidates candidates);

    /// <summary>A state for people to read, on one line or several.</summary>
    string Describe(ReadOnlySpan<byte> state) => Convert.ToHexString(state);
}
