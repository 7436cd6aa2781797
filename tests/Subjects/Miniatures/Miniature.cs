using System.Text.Json;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>A toy with one defect.</summary>
/// <param name="Name">What it is called on the command line: the name of its class in words.</param>
/// <param name="Create">Makes one.</param>
/// <param name="Clauses">
/// The clauses that it breaks, the first one by its definition, the others as what comes of that; a report of it names one
/// of them.
/// </param>
internal sealed record Miniature(string Name, Func<Toy> Create, IReadOnlyList<string> Clauses)
{
    public static Miniature Of<T>(params string[] clauses)
        where T : Toy, new() =>
        new(JsonNamingPolicy.KebabCaseLower.ConvertName(typeof(T).Name), static () => new T(), clauses);
}
