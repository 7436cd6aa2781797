using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>What kind of failure a subject has that is no answer to an operation.</summary>
[Closed]
public enum SubjectFailureKind
{
    /// <summary>It cannot be started or reached, or speaks no version of the protocol that is known here.</summary>
    Unavailable,

    /// <summary>It ended, closed its streams, or said nothing before the deadline, while it was asked for something.</summary>
    Stopped,

    /// <summary>It did so again and again, and is not started again.</summary>
    TooOften,

    /// <summary>What it wrote is no reply to what it was asked.</summary>
    Protocol,

    /// <summary>It said of itself that it failed.</summary>
    Faulted,
}

/// <summary>A failure of a subject that is no answer to an operation.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Sentence">What happened, in one sentence.</param>
/// <param name="Evidence">What is known of the subject until then; null if it was never there.</param>
public sealed record SubjectFailure(SubjectFailureKind Kind, string Sentence, ChannelEvidence? Evidence)
{
    /// <summary>Whether it was asked for a reset: then it has not begun what it was asked for after that.</summary>
    public bool IsAtReset { get; init; }
}
