using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>How races are asked of an implementation and judged.</summary>
public sealed record PairRaceOptions
{
    /// <summary>How many ways are looked at to explain one answer of an operation that is alone.</summary>
    public int Ways { get; init; } = AnswerJudge.DefaultBudget;

    /// <summary>How many positions are looked at to explain the answer of one of the two.</summary>
    public int Positions { get; init; } = 40_000;

    /// <summary>How often a divergence is tried again before it is called confirmed.</summary>
    public int Confirmations { get; init; } = 3;

    /// <summary>How often a race is tried while it is made shorter, before it counts as one that does not diverge.</summary>
    public int ShrinkRepeats { get; init; } = 2;

    /// <summary>How long shrinking may take; zero for none.</summary>
    public TimeSpan ShrinkTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often an implementation that stopped is started again.</summary>
    public int Restarts { get; init; } = 100;
}
