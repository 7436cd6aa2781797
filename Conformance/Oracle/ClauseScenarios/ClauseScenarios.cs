using System.Reflection;

namespace HmmSpec.Conformance;

/// <summary>
/// The scenarios that the tool carries: at least one for every clause that a run of one operation after another can
/// reach. They are run before anything random, so that every clause is always covered.
/// </summary>
public static class ClauseScenarios
{
    private const string Folder = "ClauseScenarios/";
    private const string Extension = ".hmm";

    private static readonly Lazy<IReadOnlyList<Scenario>> Lazily = new(Load);

    /// <summary>The scenarios, in the ordinal order of their file names.</summary>
    public static IReadOnlyList<Scenario> All => Lazily.Value;

    private static List<Scenario> Load()
    {
        Assembly assembly = typeof(ClauseScenarios).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name =>
                    name.StartsWith(Folder, StringComparison.Ordinal)
                    && name.EndsWith(Extension, StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
                .Select(name => Read(assembly, name)),
        ];
    }

    private static Scenario Read(Assembly assembly, string name)
    {
        using Stream stream =
            assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no {name}.");
        using StreamReader reader = new(stream);
        ScenarioResult result = ScenarioReader.Read(reader.ReadToEnd(), name);
        return result.Scenario ?? throw new InvalidOperationException(string.Join('\n', result.Errors));
    }
}
