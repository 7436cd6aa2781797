namespace HmmSpec.Protocol;

/// <summary>A subject failed otherwise than by an answer.</summary>
public sealed class SubjectException : Exception
{
    /// <summary>With the failure.</summary>
    public SubjectException(SubjectFailure failure)
        : base(failure.Sentence) => Failure = failure;

    /// <summary>With a sentence.</summary>
    public SubjectException(string message)
        : base(message) => Failure = new SubjectFailure(SubjectFailureKind.Protocol, message, null);

    /// <summary>With a sentence, and what was behind it.</summary>
    public SubjectException(string message, Exception inner)
        : base(message, inner) => Failure = new SubjectFailure(SubjectFailureKind.Protocol, message, null);

    /// <summary>Without a sentence.</summary>
    public SubjectException()
        : this("The subject failed.") { }

    /// <summary>What happened.</summary>
    public SubjectFailure Failure { get; }
}
