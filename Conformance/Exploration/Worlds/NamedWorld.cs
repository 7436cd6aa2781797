using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>A bounded world with a name, made for the clauses of one family.</summary>
/// <param name="Name">Its name, as it stands on the command line.</param>
/// <param name="Family">The family of clauses, such as <c>MIG</c>.</param>
/// <param name="Sentence">What happens in it.</param>
/// <param name="World">The sizes.</param>
/// <param name="Setup">What runs first.</param>
/// <param name="Agents">What each agent may do, an operation each, and how many of them.</param>
public sealed record NamedWorld(
    string Name,
    string Family,
    string Sentence,
    World World,
    Sequence<string> Setup,
    Sequence<AgentPlan> Agents
)
{
    /// <summary>Whether whole operations follow each other (<see cref="HmmWorld.IsSequential"/>).</summary>
    public bool IsSequential { get; init; }

    /// <summary>The world with a profile.</summary>
    public HmmWorld With(Profile profile) =>
        new(World, profile, [.. Setup.Select(OperationTexts.Read)], Agents) { IsSequential = IsSequential };
}
