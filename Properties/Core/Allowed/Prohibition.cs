namespace HmmSpec.Properties;

/// <summary>Something that no implementation may show, and that an oracle must reject.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sentence">What must never be seen.</param>
/// <param name="Clause">The clause that it breaks; empty while it waits for an operation that has none yet.</param>
public sealed record Prohibition(string Id, string Sentence, string Clause)
{
    /// <summary>What has to be specified first; empty if nothing has.</summary>
    public string WaitsFor { get; init; } = "";

    /// <summary>Whether it can be seen with the operations that there are.</summary>
    public bool IsInScope => WaitsFor.Length == 0;
}
