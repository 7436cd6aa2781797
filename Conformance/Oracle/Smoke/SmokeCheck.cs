namespace HmmSpec.Conformance;

/// <summary>A check of an adapter's protocol.</summary>
/// <param name="Name">Its name, which does not change.</param>
/// <param name="Advice">What to do if it is broken.</param>
/// <param name="Try">Makes it; a subject that does not answer is thrown.</param>
internal sealed record SmokeCheck(string Name, string Advice, Func<SmokeTalk, SmokeResult> Try);
