namespace HmmSpec.Conformance;

/// <summary>A divergence, with all that is needed to understand it and to see it again.</summary>
/// <param name="Clause">The id of the clause that is broken.</param>
/// <param name="Sentence">What the clause says.</param>
/// <param name="Versions">Where the clause holds.</param>
/// <param name="Kind">In what they differ: <c>outcome</c>, <c>page</c>, <c>crash</c>, ...</param>
/// <param name="Subject">What is different, such as <c>p0 page 3</c>.</param>
/// <param name="Expected">What the specification wants.</param>
/// <param name="Found">What was there.</param>
/// <param name="Origin">Where it comes from, in a few words.</param>
/// <param name="World">The sizes of the world, as text.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Operations">The operations as text; it shows itself at the last one.</param>
/// <param name="ShrunkFrom">How many operations there were before shrinking.</param>
/// <param name="Commands">The command lines that show it again: <c>find</c>, <c>replay</c>, <c>explain</c>.</param>
/// <param name="IsKnown">Whether the baseline names it.</param>
/// <param name="BrokenInvariant">The clause of an invariant that the state then breaks.</param>
/// <param name="File">The replay file.</param>
/// <param name="Issue">Where people talk about it, as the baseline says.</param>
public sealed record ResultDivergence(
    string Clause,
    string Sentence,
    IReadOnlyList<string> Versions,
    string Kind,
    string Subject,
    string Expected,
    string Found,
    string Origin,
    string World,
    string Profile,
    IReadOnlyList<string> Operations,
    int ShrunkFrom,
    IReadOnlyDictionary<string, string> Commands,
    bool IsKnown,
    string? BrokenInvariant = null,
    string? File = null,
    string? Issue = null
) : ResultLine;
