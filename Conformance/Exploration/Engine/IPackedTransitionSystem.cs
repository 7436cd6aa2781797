namespace HmmSpec.Exploration;

/// <summary>A system whose states are numbers of 64 bits: the fastest kind.</summary>
public interface IPackedTransitionSystem : ITransitionSystem
{
    /// <inheritdoc cref="ITransitionSystem.Expand(ReadOnlySpan{byte}, Candidates)" />
    void Expand(ulong state, Candidates candidates);
}
