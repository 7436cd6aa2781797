using System.Text.Json;
using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>A mutant that somebody has built, and the subject that it is.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Subject">The subject, as <c>hmmspec check</c> takes it.</param>
internal sealed record PrebuiltMutant(string Name, string Subject)
{
    /// <summary>The name of the one that is none: it has to conform.</summary>
    public const string Original = "original";

    /// <summary>Whether it is the implementation as it should be.</summary>
    public bool IsOriginal => Name == Original;
}

/// <summary>What a check said of a mutant that somebody has built.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Code">How the check ended.</param>
/// <param name="Clause">The clause that it was found to break; null if nothing was found.</param>
/// <param name="Operations">How many operations were generated.</param>
/// <param name="Length">The length of the shortest sequence; null if nothing was found.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Problem">Why it could not be checked, in one sentence; null if it was.</param>
internal sealed record PrebuiltVerdict(
    PrebuiltMutant Mutant,
    ExitCode Code,
    string? Clause,
    long Operations,
    int? Length,
    double Seconds,
    string? Problem = null
)
{
    /// <summary>The word for what became of it.</summary>
    public string Fate =>
        (Code, Mutant.IsOriginal) switch
        {
            (ExitCode.Diverges, false) => "killed",
            (ExitCode.Diverges, true) => "false alarm",
            (ExitCode.Conforms, false) => "survived",
            (ExitCode.Conforms, true) => "conforms",
            (ExitCode.Protocol, _) => "broke the protocol",
            (ExitCode.Unavailable, _) => "cannot be started",
            (ExitCode.Usage or ExitCode.BadInput or ExitCode.Internal, _) => "cannot be checked",
            _ => "undecided",
        };
}

/// <summary>
/// A list of mutants that somebody has built, in whatever language: a line for each, its name and the subject that it is.
/// Empty lines and lines that begin with # say nothing.
/// </summary>
internal static class PrebuiltMutants
{
    private const string OfCommand = "hmmspec: ";

    /// <summary>Reads a list.</summary>
    /// <exception cref="InputFileException">It cannot be read, or is not one.</exception>
    public static IReadOnlyList<PrebuiltMutant> Read(string path)
    {
        List<PrebuiltMutant> mutants = [];
        string[] lines = InputFile.Text(path).ReplaceLineEndings("\n").Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
            mutants.Add(
                words.Length < 2
                    ? throw Wrong(index, "expected a name and a subject, such as: flush-dropped exec:./mutant-1")
                : mutants.Any(mutant => mutant.Name == words[0]) ? throw Wrong(index, $"{words[0]} is there twice")
                : new PrebuiltMutant(words[0], words[1])
            );
        }

        return mutants.Count > 0 ? mutants : throw new InputFileException($"{path}: The list is empty.");

        InputFileException Wrong(int index, string what) => new($"{path}:{index + 1}: {what}.");
    }

    /// <summary>Checks one, as the command line does. That it could not be done is a verdict too.</summary>
    public static PrebuiltVerdict Check(PrebuiltMutant mutant, IReadOnlyList<string> options, Surroundings surroundings)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hmmspec-mutant-");
        using StringWriter output = new();
        using StringWriter errors = new();
        try
        {
            ExitCode code = (ExitCode)
                CommandLine.Run(
                    ["check", mutant.Subject, "--json", "--out", folder.FullName, .. options],
                    surroundings with
                    {
                        Out = output,
                        Err = errors,
                        ErrIsTerminal = false,
                    }
                );
            return code is ExitCode.Usage or ExitCode.BadInput or ExitCode.Unavailable or ExitCode.Internal
                ? new PrebuiltVerdict(mutant, code, null, 0, null, 0, Sentence($"{errors}"))
                : Read(mutant, code, $"{output}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PrebuiltVerdict Read(PrebuiltMutant mutant, ExitCode code, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement report = document.RootElement;
        bool isFound =
            report.TryGetProperty("finding", out JsonElement finding) && finding.ValueKind == JsonValueKind.Object;
        return new PrebuiltVerdict(
            mutant,
            code,
            isFound ? finding.GetProperty("clause").GetString() : null,
            report.GetProperty("operations").GetInt64(),
            isFound ? finding.GetProperty("operations").GetArrayLength() : null,
            report.GetProperty("seconds").GetDouble()
        );
    }

    // Behind the sentence stands what is known of the subject, and before it what the check has said until then.
    private static string Sentence(string text)
    {
        string[] lines = text.TrimEnd().Split('\n');
        return (lines.FirstOrDefault(IsOfCommand) ?? lines[0]).Replace(OfCommand, "", StringComparison.Ordinal);
    }

    private static bool IsOfCommand(string line) => line.StartsWith(OfCommand, StringComparison.Ordinal);
}
