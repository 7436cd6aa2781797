using System.Diagnostics.CodeAnalysis;
using HmmSpec.Conformance;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary>What the command ends with. If there are several causes, the first of <see cref="ExitCodes.Precedence"/>.</summary>
[SuppressMessage("Design", "CA1027:Mark enums with FlagsAttribute", Justification = "A process ends with one of them.")]
public enum ExitCode
{
    /// <summary>Everything that was asked for ran, and nothing was wrong.</summary>
    Conforms = 0,

    /// <summary>
    /// The subject does what the specification does not allow, or crashes or hangs in a legal sequence twice; a mutant
    /// survived; an exploration found a violation.
    /// </summary>
    Diverges = 1,

    /// <summary>It stopped before its budget or bound, nothing ran, or a required clause stayed undecided.</summary>
    Inconclusive = 2,

    /// <summary>The subject broke the protocol.</summary>
    Protocol = 3,

    /// <summary>An entry of the baseline no longer diverges.</summary>
    Baseline = 4,

    /// <summary>The command line makes no sense, names what there is not, or asks for a world that cannot be.</summary>
    Usage = 64,

    /// <summary>A file cannot be read, or is not what it should be.</summary>
    BadInput = 65,

    /// <summary>The subject cannot be started, or speaks no protocol that is known here.</summary>
    Unavailable = 69,

    /// <summary>A fault of hmmspec itself.</summary>
    Internal = 70,

    /// <summary>Standard output cannot be written.</summary>
    Output = 74,
}

/// <summary>Which exit code it is.</summary>
public static class ExitCodes
{
    /// <summary>All codes, that which wins over the others first.</summary>
    public static IReadOnlyList<ExitCode> Precedence { get; } =
    [
        ExitCode.Internal,
        ExitCode.Usage,
        ExitCode.BadInput,
        ExitCode.Unavailable,
        ExitCode.Output,
        ExitCode.Diverges,
        ExitCode.Protocol,
        ExitCode.Baseline,
        ExitCode.Inconclusive,
        ExitCode.Conforms,
    ];

    /// <summary>The one code for several causes.</summary>
    public static ExitCode First(ExitCode left, ExitCode right) =>
        Precedence.First(code => code == left || code == right);

    /// <summary>
    /// The code of a check: that of its verdict, unless its baseline lists what no longer diverges. What was found counts,
    /// whatever a subject does after that.
    /// </summary>
    public static ExitCode Of(CheckSummary summary) =>
        summary is { Failures.Count: 0, Subject.Failure: { } failure }
            ? Of(failure)
            : First(Of(summary.Verdict), summary.Stale.Count > 0 ? ExitCode.Baseline : ExitCode.Conforms);

    /// <summary>The code of a failure of a subject that is no answer.</summary>
    public static ExitCode Of(SubjectFailure failure) =>
        failure.Kind switch
        {
            SubjectFailureKind.Unavailable => ExitCode.Unavailable,
            SubjectFailureKind.TooOften => ExitCode.Inconclusive,
            SubjectFailureKind.Stopped or SubjectFailureKind.Protocol or SubjectFailureKind.Faulted =>
                ExitCode.Protocol,
        };

    /// <summary>The code of a verdict.</summary>
    public static ExitCode Of(Verdict verdict) =>
        verdict.Kind switch
        {
            VerdictKind.Conforms => ExitCode.Conforms,
            VerdictKind.Diverges => ExitCode.Diverges,
            VerdictKind.Inconclusive => ExitCode.Inconclusive,
        };
}

/// <summary>Ends the command with one sentence on standard error.</summary>
public sealed class CommandException(ExitCode code, string sentence) : Exception(sentence)
{
    /// <summary>What the command ends with.</summary>
    public ExitCode Code { get; } = code;

    /// <summary>The command line makes no sense.</summary>
    public static CommandException Usage(string sentence) => new(ExitCode.Usage, sentence);
}
