using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>How an adapter's protocol is tested.</summary>
public sealed record SmokeOptions
{
    /// <summary>How it is asked.</summary>
    public WireSettings Wire { get; init; } = new();

    /// <summary>
    /// How long is waited for a program to end. The protocol gives it less, but a busy machine is no fault of the program.
    /// </summary>
    public TimeSpan Ending { get; init; } = TimeSpan.FromSeconds(5);
}
