using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Identifies the text of the clause catalogue: any change of a clause changes it.</summary>
public static class SpecRevision
{
    /// <summary>The revision of this build, 16 hexadecimal digits.</summary>
    public static string Current { get; } = Of(Catalogue.All);

    /// <summary>The revision of a catalogue.</summary>
    public static string Of(IEnumerable<Clause> clauses)
    {
        ulong hash = 0;
        foreach (Clause clause in clauses)
        {
            string text = string.Join(
                '\n',
                clause.Id,
                clause.Kind,
                clause.Versions,
                clause.Source,
                clause.Sentence,
                ""
            );
            foreach (char c in text)
            {
                hash = Mix.Pair(hash, c);
            }
        }

        return $"{hash:x16}";
    }
}
