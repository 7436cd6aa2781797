using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A sequence of operations in a world, with what is wanted of them: the content of a <c>.hmm</c> file.</summary>
/// <param name="Title">What it shows, in a few words; empty if it does not say.</param>
/// <param name="Clauses">The ids of the clauses that it shows.</param>
/// <param name="Source">Where it comes from, in free text; empty if it does not say.</param>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Lines">The operations, who takes the next step, and what is expected between, in order.</param>
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

    /// <summary>The operations that run alone.</summary>
    public IEnumerable<Operation> Operations => Lines.OfType<OperationLine>().Select(line => line.Operation);

    /// <summary>Whether operations take turns in it, step by step.</summary>
    public bool IsConcurrent =>
        Lines.Any(static line => line is not (OperationLine or ExpectPage or ExpectMirror or ExpectUsed));

    /// <summary>The text of the file.</summary>
    public override string ToString() => ScenarioWriter.Write(this);
}
