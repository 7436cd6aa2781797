using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>A fault that a check of races found, and the file that shows it again.</summary>
/// <param name="Finding">The race.</param>
/// <param name="File">The replay file; empty if it could not be written.</param>
/// <param name="Origin">Where it comes from, in a few words.</param>
public sealed record RaceFailure(RaceFinding Finding, string File, string Origin)
{
    /// <summary>The command line that finds it again; empty if there is none.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>Why the replay file could not be written; empty if it was.</summary>
    public string Unkept { get; init; } = "";

    /// <summary>The race as it was before shrinking.</summary>
    public Race ShrunkFrom { get; init; } = Finding.Race;

    /// <summary>How many tries shrinking took.</summary>
    public int Tries { get; init; }
}

/// <summary>A race that an earlier run kept, and that was replayed.</summary>
/// <param name="File">Its replay file, where it is now.</param>
/// <param name="Finding">What it still shows; null if it is fixed.</param>
public sealed record KeptRace(string File, RaceFinding? Finding);
