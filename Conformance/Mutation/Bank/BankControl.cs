using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>
/// A version of a model that does something else than the model and is right all the same: the hunt has to find nothing.
/// </summary>
/// <param name="Id">A short name.</param>
/// <param name="Sentence">Which freedom it takes.</param>
/// <param name="Target">Which model is rewritten.</param>
/// <param name="Rewrites">The places, and what stands there; none of the model as it is.</param>
public sealed record BankControl(string Id, string Sentence, BankTarget Target, Sequence<Rewrite> Rewrites)
{
    /// <summary>
    /// Whether the freedom is one of things that happen by themselves: of them only the oracle knows that judges subjects, and
    /// not the comparison of machines, which knows what the reference may choose.
    /// </summary>
    public bool HappensByItself { get; init; }
}
