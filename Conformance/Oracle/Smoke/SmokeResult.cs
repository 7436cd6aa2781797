namespace HmmSpec.Conformance;

/// <summary>What a check has to say.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Sentence">What was seen, or why it was left out.</param>
internal sealed record SmokeResult(SmokeState State, string Sentence)
{
    public static SmokeResult Ok(string sentence) => new(SmokeState.Ok, sentence);

    public static SmokeResult Broken(string sentence) => new(SmokeState.Broken, sentence);

    public static SmokeResult LeftOut(string sentence) => new(SmokeState.LeftOut, sentence);
}
