using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a check is asked for.</summary>
/// <param name="Subject">What is checked, as the command line names it.</param>
/// <param name="Options">The options of the random part.</param>
/// <param name="Folder">Where failures are kept.</param>
public sealed record CheckPlan(string Subject, CheckOptions Options, string Folder)
{
    /// <summary>What is known to diverge; null if nothing is said of that.</summary>
    public BaselinePlan? Baseline { get; init; }

    /// <summary>Of a subject behind the protocol: how it is asked, as options, where that is not at its default.</summary>
    public IReadOnlyList<string> Asking { get; init; } = [];

    /// <summary>Whether the subject is behind the protocol: it is always judged loosely.</summary>
    public bool IsWire { get; init; }

    /// <summary>Whether the scenarios of the clauses are left out.</summary>
    public bool IsGeneratedOnly { get; init; }

    /// <summary>The subject unless another is named.</summary>
    public const string DefaultSubject = "optimized";

    /// <summary>The subject unless another is named, where operations run side by side.</summary>
    public const string SideBySideSubject = "reference";

    /// <summary>How many operations an agent has at most unless told otherwise, where operations run side by side.</summary>
    public const int SideBySideLength = 3;

    /// <summary>The folder unless another is named.</summary>
    public const string DefaultFolder = "hmmspec-out";

    /// <summary>Where this subject's failures are kept.</summary>
    public string FailureFolder => SubjectFolder.Of(Folder, Subject);

    /// <summary>The seed as it is printed and read back.</summary>
    public string Seed => $"0x{Options.Seed:x}";

    /// <summary>
    /// The command line that gives the same sequences again, up to a number of them: the seed and what is not at its
    /// default. Time, workers and folder are left out, because they do not change what is generated.
    /// </summary>
    public string CommandLine(long sequences)
    {
        World world = Options.World;
        List<string> words = ["hmmspec check"];
        words.AddRange(IsUsualSubject ? [] : [Quote(Subject)]);
        words.AddRange(Options.Agents == 1 ? [] : [$"--interleave {Options.Agents}"]);
        words.Add($"--seed {Seed} --sequences {sequences}");
        words.AddRange(Options.Length == DefaultLength ? [] : [$"--length {Options.Length}"]);
        words.AddRange(
            WorldText
                .Sizes.Where(size => size.Of(world) != size.Of(World.Default))
                .Select(size => $"--{size.Name} {size.Of(world)}")
        );
        Sequence<string> kinds = [.. Options.Kinds.Select(CheckNames.Kinds.NameOf)];
        words.AddRange(kinds.Count == 0 ? [] : [$"--operations {string.Join(',', kinds)}"]);
        words.AddRange(Options.Profile == Profile.Strict ? [] : [$"--profile {Options.Profile.Name}"]);
        words.AddRange(IsGeneratedOnly ? ["--generated-only"] : []);
        words.AddRange(Baseline is null ? [] : [$"--baseline {Quote(Baseline.Path)}"]);
        words.AddRange(Asking);
        return string.Join(' ', words) + ComparisonOption;
    }

    /// <summary>The command lines that replay and explain a file as this check did.</summary>
    public IReadOnlyList<string> CommandLinesFor(string file)
    {
        string subject = IsUsualSubject ? "" : $" {Quote(Subject)}";
        string rest = string.Join(' ', Asking.Prepend($"{Quote(file)}{subject}")) + ComparisonOption;
        return [$"hmmspec replay {rest}", $"hmmspec explain {rest}"];
    }

    /// <summary>A word as a shell reads it.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%".Contains(c))
            ? word
            : $"'{word.Replace("'", "'\\''")}'";

    private string ComparisonOption =>
        Options.Comparison == Comparison.Exact || IsWire
            ? ""
            : $" --compare {CheckNames.Comparisons.NameOf(Options.Comparison)}";

    private bool IsUsualSubject => Subject == (Options.Agents == 1 ? DefaultSubject : SideBySideSubject);

    private int DefaultLength =>
        Options.Agents > 1 ? SideBySideLength : new CheckOptions(World.Default, Profile.Strict, 0).Length;
}
