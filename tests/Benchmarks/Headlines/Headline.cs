using System.Text.Json;

namespace HmmSpec.Benchmarks;

/// <summary>One figure, as one line of JSON.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Peer">What it is compared with, if anything.</param>
/// <param name="PeerValue">The peer's figure in the same run.</param>
internal sealed record Headline(string Name, double Value, string Unit, string? Peer = null, double? PeerValue = null)
{
    /// <summary>The figure divided by the peer's.</summary>
    public double? Ratio => PeerValue is > 0 ? Math.Round(Value / PeerValue.Value, 3) : null;

    public string Line() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
