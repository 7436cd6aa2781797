namespace HmmSpec.Conformance;

/// <summary>The first line: what was asked for.</summary>
/// <param name="Results">The version of the format.</param>
/// <param name="Tool">Name and version of what wrote the file.</param>
/// <param name="Specification">The revision of the specification.</param>
/// <param name="CommandLine">The command line as it was given.</param>
/// <param name="Seed">The seed, also if it was drawn.</param>
/// <param name="World">The sizes of the world.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Subject">What is checked, as the command line names it.</param>
/// <param name="Compare">How strictly is compared.</param>
/// <param name="Baseline">The file with what is known, if there is one.</param>
public sealed record ResultHeader(
    int Results,
    string Tool,
    string Specification,
    string CommandLine,
    string Seed,
    IReadOnlyDictionary<string, int> World,
    string Profile,
    string Subject,
    string Compare,
    string? Baseline = null
) : ResultLine
{
    /// <summary>The version of the format that is written, and read.</summary>
    public const int Version = 1;

    /// <summary>The type of the line.</summary>
    public const string Type = "header";
}
