using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>A change that takes a defect out of the driver.</summary>
/// <param name="Id">The name of the defect, that of its page in findings/.</param>
/// <param name="Sentence">What the driver does wrong without it.</param>
/// <param name="Rewrites">The change.</param>
public sealed record DriverMend(string Id, string Sentence, Sequence<SourceRewrite> Rewrites);
