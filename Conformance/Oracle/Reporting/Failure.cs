using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>In which part of a check a divergence was found.</summary>
[Closed]
public enum FoundIn
{
    /// <summary>A failure that was kept by an earlier run.</summary>
    Kept,

    /// <summary>The scenario of a clause.</summary>
    Scenario,

    /// <summary>A generated sequence.</summary>
    Random,
}

/// <summary>A divergence that a check found, and the file that shows it again.</summary>
/// <param name="Where">In which part.</param>
/// <param name="Finding">The operations and the divergence.</param>
/// <param name="File">The replay file; empty if it could not be written.</param>
public sealed record Failure(FoundIn Where, Finding Finding, string File)
{
    /// <summary>Where it comes from, in a few words.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The command line that finds it again; empty if there is none but replaying the file.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>Why the replay file could not be written; empty if it was.</summary>
    public string Unkept { get; init; } = "";

    /// <summary>The entry of the baseline that names it; null if it is not known.</summary>
    public BaselineEntry? Known { get; init; }

    /// <summary>How many operations there were before shrinking.</summary>
    public int ShrunkFrom { get; init; } = Finding.Operations.Count;

    /// <summary>How often it came again when it was tried again, if not each time: <c>2 of 3</c>; else null.</summary>
    public string? Flaky { get; init; }

    /// <summary>How many tries shrinking took.</summary>
    public int Tries { get; init; }
}

/// <summary>A replay file that was replayed first: a failure of an earlier run, or one that the baseline lists.</summary>
/// <param name="File">The replay file, where it is now.</param>
/// <param name="Finding">What it still shows; null if it shows nothing.</param>
public sealed record KeptFailure(string File, Finding? Finding)
{
    /// <summary>Why nothing can be said of it, so that it is left as it is; null if something can.</summary>
    public string? Undecided { get; init; }

    /// <summary>What it came to: <c>diverges</c>, <c>fixed</c> or <c>undecided</c>.</summary>
    public string Word =>
        Finding is not null ? "diverges"
        : Undecided is not null ? "undecided"
        : "fixed";
}
