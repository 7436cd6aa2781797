using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>How a subject is asked and judged.</summary>
public sealed record SubjectOptions
{
    // A shorter sequence of which much is to be looked at is not worth it: it is left, and others are tried.
    private const int ShrinkShare = 10;

    /// <summary>How much of it is looked at after each operation.</summary>
    public ObservationLevel Level { get; init; }

    /// <summary>How many operations are asked for at once.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>How many ways are looked at to explain one answer.</summary>
    public int Budget { get; init; } = AnswerJudge.DefaultBudget;

    /// <summary>How often a divergence is tried again before it is called confirmed.</summary>
    public int Confirmations { get; init; } = 3;

    /// <summary>How long shrinking may take; zero for none.</summary>
    public TimeSpan ShrinkTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a subject that stopped is started again.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>How often it is started again, beside that, to make what was found shorter.</summary>
    public int ShrinkRestarts { get; init; } = 10;

    /// <summary>How many batches it is asked for before the first of them is answered.</summary>
    internal int Ahead { get; init; } = 4;

    /// <summary>Ends shrinking, which takes no time of its own then.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How it is asked while a sequence is made shorter.</summary>
    /// <param name="stops">Whether it is one at whose end the subject stops.</param>
    internal SubjectOptions Shrinking(bool stops) =>
        (stops ? OneByOne : this) with
        {
            Budget = Math.Max(1, Budget / ShrinkShare),
        };

    /// <summary>How it is asked so that it shows at which operation it stops.</summary>
    internal SubjectOptions OneByOne => this with { Batch = 1, Ahead = 1 };
}
