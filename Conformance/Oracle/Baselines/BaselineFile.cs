using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Reads and writes baselines.</summary>
public static class BaselineFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="InputFileException">It is none, or cannot be read.</exception>
    public static Baseline Read(string path)
    {
        string text = InputFile.Text(path);
        Baseline baseline;
        try
        {
            baseline =
                JsonSerializer.Deserialize<Baseline>(text, Options)
                ?? throw new InputFileException($"{path}: It is null.");
        }
        catch (JsonException exception)
        {
            throw new InputFileException($"{path}: This is no baseline: {FailureFolder.Reason(exception)}");
        }

        return Problem(baseline) is string problem ? throw new InputFileException($"{path}: {problem}") : baseline;
    }

    /// <summary>Writes a baseline, sorted: the same entries give the same file.</summary>
    public static void Write(string path, Baseline baseline) =>
        AtomicFile.Write(path, JsonSerializer.Serialize(baseline.Sorted(), Options) + "\n");

    private static string? Problem(Baseline baseline)
    {
        if (baseline.Hmmspec != Baseline.Version)
        {
            return $"The baseline has version {baseline.Hmmspec}; this hmmspec knows {Baseline.Version}.";
        }

        foreach ((int index, BaselineEntry? entry) in baseline.Entries.Index())
        {
            if (entry is null || entry.Clause is null == entry.File is null || entry.Name.Length == 0)
            {
                return $"Entry {index + 1} needs either a clause or a file.";
            }

            if (entry.Clause is { } clause && Catalogue.Find(clause) is null)
            {
                return $"Entry {index + 1} names the clause \"{clause}\", which there is not{Hint(clause)}";
            }

            if (entry.File?.Contains('\0', StringComparison.Ordinal) == true)
            {
                return $"Entry {index + 1} names a file that cannot be: there is a character 0 in its name.";
            }
        }

        return null;
    }

    private static string Hint(string clause) =>
        Spelling.Nearest(clause, [.. Catalogue.All.Select(static known => known.Id)]) is string near
            ? $"; did you mean \"{near}\"?"
            : "; hmmspec spec list lists all.";
}
