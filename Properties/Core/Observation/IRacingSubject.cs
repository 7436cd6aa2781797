namespace HmmSpec.Properties;

/// <summary>An implementation that carries out two operations at a time, if its capabilities have delay points.</summary>
public interface IRacingSubject : ISubject
{
    /// <summary>Has two operations carried out at the same time, after all that was sent before.</summary>
    RacedAnswers Race(PairRace race);
}
