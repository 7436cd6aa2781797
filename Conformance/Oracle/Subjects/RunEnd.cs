using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>How a run of operations on a subject ended.</summary>
[Closed]
internal abstract record RunEnd
{
    /// <summary>All answers are allowed.</summary>
    /// <param name="Suspect">The operations up to a snapshot that may have faulted something in; empty if none may.</param>
    internal sealed record Allowed(Sequence<Operation> Suspect) : RunEnd;

    /// <summary>An answer is not allowed.</summary>
    /// <param name="Finding">The operations up to it, and what is wrong.</param>
    internal sealed record Diverged(Finding Finding) : RunEnd;

    /// <summary>Of an answer nothing can be said.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Operations">The operations up to it.</param>
    internal sealed record Open(string Reason, Sequence<Operation> Operations) : RunEnd;

    /// <summary>The subject failed otherwise than by an answer.</summary>
    /// <param name="Failure">How.</param>
    /// <param name="Operations">The operations that it was asked for.</param>
    /// <param name="Answered">How many of them it had answered.</param>
    internal sealed record Failed(SubjectFailure Failure, Sequence<Operation> Operations, int Answered) : RunEnd;
}
