using System.Reflection;
using HmmSpec.Conformance;

namespace HmmSpec.Mutation;

/// <summary>
/// A list of equivalent mutants, as text: lines with a pattern each, and behind it in backquotes what is changed if not
/// everything is meant; then the reason that they have in common, in indented lines. Empty lines and lines that begin with #
/// say nothing.
/// </summary>
public sealed class EquivalentList
{
    private const string Carried = "Equivalents/OptimizedMachine.txt";

    private EquivalentList(string name, IReadOnlyList<EquivalentMutant> entries)
    {
        Name = name;
        Entries = entries;
    }

    /// <summary>A list without entries.</summary>
    public static EquivalentList Empty { get; } = new("no list", []);

    /// <summary>The file, as messages name it.</summary>
    public string Name { get; }

    /// <summary>The entries, in their order.</summary>
    public IReadOnlyList<EquivalentMutant> Entries { get; }

    /// <summary>The list of the optimized machine, which the tool carries.</summary>
    public static EquivalentList OfMachine()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Carried)!;
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd(), $"Conformance/Mutation/{Carried}");
    }

    /// <summary>Reads a list from a file.</summary>
    /// <exception cref="InputFileException">It cannot be read, or is not one.</exception>
    public static EquivalentList Read(string path) => Parse(InputFile.Text(path), path);

    /// <summary>Reads a list.</summary>
    /// <exception cref="InputFileException">It is not one; the message names the line.</exception>
    public static EquivalentList Parse(string text, string name)
    {
        List<EquivalentMutant> entries = [];
        int group = 0; // Where the entries begin that share the next reason.
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].TrimEnd();
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            if (!char.IsWhiteSpace(line[0]))
            {
                group = entries is [.., { Reason.Length: > 0 }] ? entries.Count : group;
                entries.Add(Entry(line, index));
                continue;
            }

            if (entries.Count == 0)
            {
                throw Wrong(index, "a reason comes after the mutants that it is of");
            }

            for (int entry = group; entry < entries.Count; entry++)
            {
                entries[entry] = entries[entry] with { Reason = $"{entries[entry].Reason} {line.Trim()}".Trim() };
            }
        }

        return entries.Find(static entry => entry.Reason.Length == 0) is { } silent
            ? throw Wrong(silent.Line - 1, $"{silent} has no reason; it follows in indented lines")
            : new EquivalentList(name, entries);

        EquivalentMutant Entry(string line, int index)
        {
            int quote = line.IndexOf('`', StringComparison.Ordinal);
            string pattern = (quote < 0 ? line : line[..quote]).Trim();
            return
                pattern.Split('/').Length is not (2 or EquivalentMutant.Parts)
                || (quote >= 0 && (!line.EndsWith('`') || line.Length < quote + 3))
                ? throw Wrong(
                    index,
                    "expected OPERATOR/TYPE.METHOD, and behind it `what is changed` if not everything is meant"
                )
                : new EquivalentMutant(pattern, quote < 0 ? null : line[(quote + 1)..^1], "", index + 1);
        }

        InputFileException Wrong(int index, string what) => new($"{name}:{index + 1}: {what}.");
    }

    /// <summary>The entry that is said of a mutant; null if there is none.</summary>
    public EquivalentMutant? Of(Mutant mutant) => Entries.FirstOrDefault(entry => entry.IsOf(mutant));
}
