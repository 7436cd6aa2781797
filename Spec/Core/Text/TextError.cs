namespace HmmSpec.Spec;

/// <summary>Why a line could not be read.</summary>
/// <param name="Column">Where: the first character of the line is in column 1.</param>
/// <param name="Message">What was found and what was expected, in one sentence.</param>
public sealed record TextError(int Column, string Message)
{
    /// <summary>The same error in a line of which the text that was read is only a part.</summary>
    public TextError Shift(int columns) => this with { Column = Column + columns };

    /// <inheritdoc/>
    public override string ToString() => $"column {Column}: {Message}";
}
