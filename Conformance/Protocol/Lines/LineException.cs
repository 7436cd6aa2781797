namespace HmmSpec.Protocol;

/// <summary>
/// Ends the reading of a line at the token that is wrong. It does not leave <see cref="LineReader"/>, which makes a
/// <see cref="LineProblem"/> of it.
/// </summary>
public sealed class LineException : Exception
{
    private LineException(LineProblemKind kind, LineFault fault, string detail)
        : base(detail)
    {
        Kind = kind;
        Fault = fault;
    }

    internal LineProblemKind Kind { get; }

    internal LineFault Fault { get; }

    /// <summary>Something else was expected of the value at which the reader is.</summary>
    internal static LineException Expected(string expected) => new(LineProblemKind.Member, LineFault.Wrong, expected);

    /// <summary>The same, of a value that is good, but in no reply to the request.</summary>
    internal static LineException NotAReply(string expected) =>
        new(LineProblemKind.NotAReply, LineFault.Wrong, expected);

    /// <summary>The object at the end of which the reader is has no such member.</summary>
    internal static LineException Missing(Member member) =>
        new(LineProblemKind.Member, LineFault.Missing, Words.NameOf(member));

    /// <summary>The member at the name of which the reader is was there before.</summary>
    internal static LineException Twice() => new(LineProblemKind.Member, LineFault.Twice, "");

    /// <summary>A sentence that needs no place in the line.</summary>
    internal static LineException Whole(LineProblemKind kind, string sentence) => new(kind, LineFault.Whole, sentence);
}
