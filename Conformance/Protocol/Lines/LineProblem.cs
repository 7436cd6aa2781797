using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>What kind of problem a line has.</summary>
[Closed]
public enum LineProblemKind
{
    /// <summary>It is longer than <see cref="Lines.LongestLine"/>.</summary>
    TooLong,

    /// <summary>The input ends in the middle of it.</summary>
    Unfinished,

    /// <summary>It is not UTF-8.</summary>
    NotUtf8,

    /// <summary>It is not one JSON value.</summary>
    NotJson,

    /// <summary>It is nested deeper than <see cref="Lines.DeepestNesting"/>.</summary>
    TooDeep,

    /// <summary>A member is missing, is there twice, or is not what it has to be.</summary>
    Member,

    /// <summary>It is a good line, and not a reply to the request.</summary>
    NotAReply,
}

/// <summary>Why a line cannot be taken.</summary>
/// <param name="Kind">What kind of problem it is.</param>
/// <param name="Sentence">Which member is wrong, and what was expected.</param>
/// <param name="Line">The beginning of the line, as it can be shown.</param>
public sealed record LineProblem(LineProblemKind Kind, string Sentence, string Line);
