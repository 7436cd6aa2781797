using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What an answer says of whether the operation was carried out.</summary>
[Closed]
public enum AnswerKind
{
    /// <summary>It was, and ended as the outcome says.</summary>
    Ended,

    /// <summary>It was not, for certain.</summary>
    Unsupported,

    /// <summary>It may have been or not.</summary>
    Unknown,

    /// <summary>Whoever asks the implementation failed.</summary>
    Fault,
}

/// <summary>What an implementation answered to an operation, and what could be seen of it afterwards.</summary>
/// <param name="Kind">Whether it was carried out.</param>
/// <param name="Word">The word that it answered: a status, or an errno or signal that no clause knows.</param>
/// <param name="Outcome">How it ended and what it delivered; without meaning unless it ended with a known status.</param>
public sealed record Answer(AnswerKind Kind, string Word, Outcome Outcome)
{
    /// <summary>Why it was not carried out, or nobody knows; empty if nothing was said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether the word is a status that some clause knows.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>What the notifiers did, in order; null if that was not looked at.</summary>
    public Sequence<Event>? Events { get; init; }

    /// <summary>The pages that were looked at.</summary>
    public Sequence<PageObservation> Touched { get; init; }

    /// <summary>What else was looked at; null for nothing.</summary>
    public StateObservation? State { get; init; }

    /// <summary>The answer of an operation that ended.</summary>
    public static Answer Of(Outcome outcome) => new(AnswerKind.Ended, Names.Statuses.NameOf(outcome.Status), outcome);

    /// <summary>The answer of an operation that ended with an errno or a signal that no clause knows.</summary>
    public static Answer Unheard(string word, Outcome outcome) =>
        new(AnswerKind.Ended, word, outcome) { IsKnown = false };

    /// <summary>The answer of an operation that was not carried out, or of which nobody knows.</summary>
    public static Answer Without(AnswerKind kind, string word, string reason) =>
        new(kind, word, Outcome.Ok) { Reason = reason };
}
