namespace HmmSpec.Properties;

/// <summary>Something that no implementation may show, and that an oracle must reject.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sentence">What must never be seen.</param>
/// <param name="Clause">The clause that it breaks.</param>
public sealed record Prohibition(string Id, string Sentence, string Clause);
