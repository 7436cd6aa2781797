using HmmSpec.Data;

namespace HmmSpec.Properties;

/// <summary>A freedom that implementations have, of which an oracle must accept every use.</summary>
/// <param name="Id">Its id, ND-1 to ND-25; it never changes its meaning.</param>
/// <param name="Sentence">What may be done.</param>
/// <param name="Clause">The clause that states it; empty while it waits for an operation that has none yet.</param>
public sealed record Freedom(string Id, string Sentence, string Clause)
{
    /// <summary>
    /// What accepts it: a choice of the reference, something that happens by itself, a relation between what was seen and a
    /// state, or the wire format, where it cannot be said at all.
    /// </summary>
    public Sequence<string> By { get; init; }

    /// <summary>What has to be specified first; empty if nothing has.</summary>
    public string WaitsFor { get; init; } = "";

    /// <summary>Whether it can be used with the operations that there are.</summary>
    public bool IsInScope => WaitsFor.Length == 0;
}
