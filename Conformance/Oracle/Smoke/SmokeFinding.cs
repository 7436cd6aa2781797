namespace HmmSpec.Conformance;

/// <summary>How a check ended.</summary>
/// <param name="Name">Its name, which does not change.</param>
/// <param name="State">How it ended.</param>
/// <param name="Sentence">What was seen, or why it was left out.</param>
/// <param name="Advice">What to do; empty unless it is broken.</param>
public sealed record SmokeFinding(string Name, SmokeState State, string Sentence, string Advice);
