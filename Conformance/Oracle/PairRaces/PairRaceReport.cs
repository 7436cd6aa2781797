using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>What generated races of two operations came to.</summary>
/// <param name="End">How the run ended.</param>
public sealed record PairRaceReport(CheckEnd End)
{
    /// <summary>How many races ran.</summary>
    public long Races { get; init; }

    /// <summary>In how many of them the first was held up at the point.</summary>
    public long Held { get; init; }

    /// <summary>How many answers needed more than canonical steps.</summary>
    public long Explained { get; init; }

    /// <summary>How many races were left undecided.</summary>
    public long Undecided { get; init; }

    /// <summary>The first of them; null if none was.</summary>
    public UndecidedRace? Left { get; init; }

    /// <summary>How often the implementation stopped and was started again.</summary>
    public int Restarts { get; init; }

    /// <summary>How long it took, without shrinking.</summary>
    public double Seconds { get; init; }

    /// <summary>Which race diverged, from 0 on; -1 if none did.</summary>
    public long Race { get; init; } = -1;

    /// <summary>What it diverged in, made shorter; null if none did.</summary>
    public PairRaceFinding? Finding { get; init; }

    /// <summary>The race as it was found; null if none was.</summary>
    public RaceScript? Original { get; init; }

    /// <summary>How many tries shrinking took.</summary>
    public int Tries { get; init; }

    /// <summary>How often the first was held at each point, in the order in which they are declared.</summary>
    public IReadOnlyList<(string Point, long Drawn, long Held)> Points { get; init; } = [];

    /// <summary>What it came to.</summary>
    public Verdict Verdict =>
        Finding is not null ? Verdict.Diverges(Finding.Divergence.Clause)
        : End == CheckEnd.Cancelled ? Verdict.Inconclusive("it was stopped before its end")
        : Races == 0 ? Verdict.Inconclusive("no race was run")
        : Undecided > 0 ? Verdict.Inconclusive($"{Undecided} races are undecided; the first because {Left?.Reason}")
        : Verdict.Conforms;
}
