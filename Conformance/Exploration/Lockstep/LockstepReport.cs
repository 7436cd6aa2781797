using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>What a search for the shortest divergence came to.</summary>
/// <param name="World">The world.</param>
/// <param name="Search">The search: states, transitions, depth, and why it ended.</param>
/// <param name="Fired">The clauses that the reference followed.</param>
/// <param name="Finding">The shortest sequence that ends in a divergence; null if none was found.</param>
public sealed record LockstepReport(LockstepWorld World, ExplorationResult Search, ClauseSet Fired, Finding? Finding)
{
    /// <summary>How many operations the shortest sequence has; null if none was found.</summary>
    public int? Shortest => Finding?.Operations.Count;

    /// <summary>A divergence in one sentence, which names the clause that decides in brackets.</summary>
    public static string SentenceOf(Divergence divergence)
    {
        string invariant = divergence.BrokenInvariant is string broken ? $"; the state then breaks {broken}" : "";
        string sentence =
            $"the machine differs from the reference in {divergence.Subject} ({divergence.Clause}): "
            + $"expected {divergence.Expected}, found {divergence.Found}{invariant}";
        return sentence.ReplaceLineEndings(" ");
    }
}
