using HmmSpec.Conformance;
using HmmSpec.Optimized;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Vectors;

/// <summary>The scenario files of the repository, and how the tests run them.</summary>
internal static class VectorFiles
{
    private const string Vectors = "tests/Vectors";
    private const string Clauses = "Conformance/Oracle/ClauseScenarios";

    // No step applies them: they are the state in which a run begins.
    private static readonly string[] InitialState = ["MAP-1", "FIL-1"];

    /// <summary>All scenario files, as paths from the root.</summary>
    public static IEnumerable<string> All => Under(Vectors).Concat(OfClauses);

    /// <summary>The scenario files of the clauses, as paths from the root.</summary>
    public static IEnumerable<string> OfClauses => Under(Clauses);

    /// <summary>The kernel's own tests, as paths from the root.</summary>
    public static IEnumerable<string> Selftests => Under($"{Vectors}/selftests");

    /// <summary>The races, as paths from the root.</summary>
    public static IEnumerable<string> Interleavings => Under($"{Vectors}/interleavings");

    /// <summary>All, by their families.</summary>
    public static ILookup<string, string> Families { get; } = All.ToLookup(FamilyOf);

    /// <summary>The clauses that the README of the clauses' scenarios says cannot be reached.</summary>
    public static IEnumerable<string> UnreachedClauses =>
        from line in File.ReadLines(Path.Combine(Repository.Root, Clauses, "README.md"))
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length > 2 && Catalogue.Find(cells[1]) is not null
        select cells[1];

    /// <summary>The clause after which a file is named.</summary>
    public static string ClauseOf(string path) => Path.GetFileNameWithoutExtension(path);

    /// <summary>"MIG" of the scenario of MIG-3, "IL-1" of the races IL-10 to IL-19, and else the name of the folder.</summary>
    public static string FamilyOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        int dash = name.IndexOf('-', StringComparison.Ordinal);
        return !char.IsUpper(name[0]) || dash < 0 ? Path.GetFileName(Path.GetDirectoryName(path)!)
            : path.Contains("interleavings", StringComparison.Ordinal) ? name[..(dash + 2)]
            : name[..dash];
    }

    /// <summary>The scenario in a file.</summary>
    public static Scenario Read(string path)
    {
        ScenarioResult result = ScenarioReader.Read(File.ReadAllText(Path.Combine(Repository.Root, path)), path);
        Assert.Empty(result.Errors);
        return result.Scenario!;
    }

    /// <summary>The clauses that a scenario names and a run of it on the reference does not apply.</summary>
    public static IEnumerable<string> ClausesNotApplied(string path)
    {
        Scenario scenario = Read(path);
        ClauseSet fired = ScenarioRunner.Run(scenario).Fired;
        return scenario.Clauses.Where(id =>
            Catalogue.Find(id)!.Kind != ClauseKind.Invariant
            && !InitialState.Contains(id)
            && !fired.Contains(Catalogue.IndexOf(id))
        );
    }

    /// <summary>A new optimized machine.</summary>
    public static IMachine Optimized(World world, Profile profile) => new OptimizedMachine(world, profile);

    private static IEnumerable<string> Under(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.hmm", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Order(StringComparer.Ordinal);
}
