using System.Text.Json;
using System.Text.Json.Serialization;

namespace HmmSpec.Conformance;

/// <summary>A divergence that is known: a clause that is broken, or a replay file that shows one. It has one of the two.</summary>
public sealed record BaselineEntry
{
    /// <summary>The id of the clause.</summary>
    public string? Clause { get; init; }

    /// <summary>The replay file, relative to the folder of the baseline.</summary>
    public string? File { get; init; }

    /// <summary>The subject that diverges, as the command line names it; null for whichever is checked.</summary>
    public string? Subject { get; init; }

    /// <summary>Where people talk about it.</summary>
    public string? Issue { get; init; }

    /// <summary>Since when it is known; a new entry has the revision of the specification.</summary>
    public string? Since { get; init; }

    /// <summary>What people wrote beside these; it is kept.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>What it names, for sentences.</summary>
    [JsonIgnore]
    public string Name => Clause ?? File ?? "";

    /// <summary>Whether it speaks of this subject.</summary>
    public bool IsOf(string subject) => Subject is null || Subject == subject;
}
