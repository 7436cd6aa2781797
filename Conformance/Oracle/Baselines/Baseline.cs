using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The divergences that are known, so that a run fails only at others, and says so when one is gone.</summary>
/// <param name="Hmmspec">The version of the format.</param>
/// <param name="Specification">The revision of the specification of which it was written.</param>
/// <param name="Entries">The known divergences.</param>
public sealed record Baseline(int Hmmspec, string Specification, IReadOnlyList<BaselineEntry> Entries)
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>A baseline in which nothing is known.</summary>
    public static Baseline Empty { get; } = new(Version, SpecRevision.Current, []);

    /// <summary>
    /// The same entries in the order in which they are written: clauses in the order of the catalogue, then files; each
    /// once.
    /// </summary>
    public Baseline Sorted() =>
        this with
        {
            Entries =
            [
                .. Entries
                    .DistinctBy(static entry => (entry.Clause, entry.File, entry.Subject))
                    .OrderBy(static entry => Place(entry))
                    .ThenBy(static entry => entry.Name, StringComparer.Ordinal)
                    .ThenBy(static entry => entry.Subject, StringComparer.Ordinal),
            ],
        };

    private static int Place(BaselineEntry entry) =>
        entry.Clause is null ? int.MaxValue : Catalogue.IndexOf(entry.Clause);
}
