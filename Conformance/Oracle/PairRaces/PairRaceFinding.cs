using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>A race that ends in a divergence.</summary>
/// <param name="Script">What is asked for.</param>
/// <param name="Divergence">What was answered, and cannot be.</param>
public sealed record PairRaceFinding(RaceScript Script, Divergence Divergence)
{
    /// <summary>How often it came again, if not each time it was tried: <c>2 of 3</c>; else null.</summary>
    public string? Flaky { get; init; }

    /// <summary>The last lines of what the implementation wrote beside, where it stopped; else empty.</summary>
    public string Evidence { get; init; } = "";
}
