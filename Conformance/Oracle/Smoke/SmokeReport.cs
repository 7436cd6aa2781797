using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>What was found of an adapter's protocol.</summary>
/// <param name="Adapter">As who it answers; empty if it has not greeted.</param>
/// <param name="Findings">How each check ended, in their order.</param>
/// <param name="Evidence">What is known of the subject that broke the first check; null if nothing is.</param>
public sealed record SmokeReport(string Adapter, IReadOnlyList<SmokeFinding> Findings, ChannelEvidence? Evidence)
{
    /// <summary>How many checks ended so.</summary>
    public int Count(SmokeState state) => Findings.Count(finding => finding.State == state);
}
