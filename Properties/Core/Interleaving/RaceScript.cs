using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What an implementation is asked for to see a race: operations, two at the same time, operations.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Before">What is done before, one after another.</param>
/// <param name="Pair">The two, and where the first is held up.</param>
/// <param name="After">What is done afterwards, one after another, to see what has come of it.</param>
public sealed record RaceScript(
    World World,
    Profile Profile,
    Sequence<Operation> Before,
    PairRace Pair,
    Sequence<Operation> After
)
{
    /// <summary>How many operations there are.</summary>
    public int Operations => Before.Count + After.Count + 2;
}

/// <summary>What was answered to a <see cref="RaceScript"/>; observations are null where nothing can be seen.</summary>
/// <param name="Before">The answers to what was done before.</param>
/// <param name="SeenBefore">What was seen then.</param>
/// <param name="Raced">How the two ended.</param>
/// <param name="Seen">What was seen then.</param>
/// <param name="After">The answers to what was done afterwards.</param>
/// <param name="SeenAfter">What was seen at the end.</param>
public sealed record RaceTranscript(
    Sequence<Answer> Before,
    StateObservation? SeenBefore,
    RacedAnswers Raced,
    StateObservation? Seen,
    Sequence<Answer> After,
    StateObservation? SeenAfter
);
