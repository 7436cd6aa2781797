using System.Reflection;

namespace HmmSpec.Conformance;

/// <summary>Where a clause stands in the source of the specification of this build.</summary>
/// <param name="File">The file, relative to the root of the repository, with slashes.</param>
/// <param name="Line">The line with its id, counted from 1.</param>
public sealed record ClauseSource(string File, int Line)
{
    private const string Folder = "Spec/Core/Clauses/";

    private static readonly Lazy<IReadOnlyDictionary<string, ClauseSource>> ById = new(Load);

    /// <summary>Where the clause with this id stands; null for one that this build does not have.</summary>
    public static ClauseSource? Of(string id) => ById.Value.GetValueOrDefault(id);

    // The sources are resources of the assembly, so that the lines are those of this build wherever it runs.
    private static Dictionary<string, ClauseSource> Load()
    {
        Assembly assembly = typeof(ClauseSource).Assembly;
        Dictionary<string, ClauseSource> places = new(StringComparer.Ordinal);
        foreach (string name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(Folder, StringComparison.Ordinal))
            {
                using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
                Add(places, name, reader.ReadToEnd().Split('\n'));
            }
        }

        return places;
    }

    // A clause begins with its id alone on a line, in quotation marks.
    private static void Add(Dictionary<string, ClauseSource> places, string file, string[] lines)
    {
        foreach ((int index, string line) in lines.Index())
        {
            string word = line.Trim();
            if (word is ['"', .. string id, '"', ','] && Spec.Catalogue.Find(id) is not null)
            {
                places[id] = new ClauseSource(file, index + 1);
            }
        }
    }
}
