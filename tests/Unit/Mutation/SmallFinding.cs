using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>What is broken first in a small world.</summary>
/// <param name="Broken">Every invariant that the last step breaks, the one first that is reported first.</param>
/// <param name="Sentence">Where, and what was found there.</param>
/// <param name="Schedule">The steps that lead there.</param>
/// <param name="State">What they lead to.</param>
internal sealed record SmallFinding(Sequence<string> Broken, string Sentence, Sequence<string> Schedule, State State)
{
    public override string ToString() =>
        $"{string.Join(' ', Broken)} after {Schedule.Count} steps: {Sentence}\n{string.Join('\n', Schedule)}\n\n"
        + StateText.Format(State);
}
