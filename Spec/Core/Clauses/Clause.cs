namespace HmmSpec.Spec;

/// <summary>One normative statement. Its id never changes its meaning.</summary>
/// <param name="Id">Family and number, such as <c>MIR-3</c>.</param>
/// <param name="Kind">What sort of statement it is.</param>
/// <param name="Versions">Where it holds.</param>
/// <param name="Source">A patch of the series, or a kernel file and function.</param>
/// <param name="Sentence">The statement.</param>
public sealed record Clause(string Id, ClauseKind Kind, KernelVersions Versions, string Source, string Sentence)
{
    /// <summary>The family: the letters of the id.</summary>
    public string Family => Id[..3];
}
