using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A sequence of operations in a world, with what is wanted of them: the content of a <c>.hmm</c> file.</summary>
/// <param name="Title">What it shows, in a few words; empty if it does not say.</param>
/// <param name="Clauses">The ids of the clauses that it shows.</param>
/// <param name="Source">Where it comes from, in free text; empty if it does not say.</param>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Lines">The operations and expectations, in order.</param>
public sealed record Scenario(
    string Title,
    Sequence<string> Clauses,
    string Source,
    World World,
    Profile Profile,
    Sequence<ScenarioLine> Lines
)
{
    /// <summary>The newest version of the format, and the one in which scenarios are written.</summary>
    public const int Version = 1;

    /// <summary>The comments of the header, each with its <c>#</c>.</summary>
    public Sequence<string> Comments { get; init; } = [];

    /// <summary>The comments and blank lines below the last line.</summary>
    public Sequence<string> Tail { get; init; } = [];

    /// <summary>The operations alone.</summary>
    public IEnumerable<Operation> Operations => Lines.OfType<OperationLine>().Select(line => line.Operation);

    /// <summary>The text of the file.</summary>
    public override string ToString() => ScenarioWriter.Write(this);
}
