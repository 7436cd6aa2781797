namespace HmmSpec.Spec;

/// <summary>
/// A place in a line that is read word by word. The first error is kept and those that follow from it are not, so that a
/// form can be read as if all went well and be asked at its end.
/// </summary>
/// <remarks>A value: the methods of <see cref="TextReading"/> replace it by the place behind what they took.</remarks>
public readonly ref struct TextCursor
{
    private readonly ReadOnlySpan<char> _line;
    private readonly int _position;

    /// <summary>The start of a line.</summary>
    public TextCursor(ReadOnlySpan<char> line)
        : this(line, 0, null) { }

    private TextCursor(ReadOnlySpan<char> line, int position, TextError? error)
    {
        _line = line.TrimEnd();
        _position = position;
        while (_position < _line.Length && char.IsWhiteSpace(_line[_position]))
        {
            _position++;
        }

        Error = error;
    }

    /// <summary>What went wrong first, if anything did.</summary>
    public TextError? Error { get; }

    /// <summary>Whether there is a word more to be read, and no error.</summary>
    public bool HasMore => Error is null && _position < _line.Length;

    /// <summary>The word at this place; at the end of the line an empty one behind the last.</summary>
    public TextWord Next
    {
        get
        {
            int end = _position;
            while (end < _line.Length && !char.IsWhiteSpace(_line[end]))
            {
                end++;
            }

            return new TextWord(_line[_position..end], Math.Min(_position, _line.Length) + 1);
        }
    }

    /// <summary>The place behind the word at this place.</summary>
    public TextCursor Advance() => new(_line, _position + Next.Text.Length, Error);

    /// <summary>This place with an error, unless there was one before.</summary>
    public TextCursor Fail(int column, string message) =>
        new(_line, _position, Error ?? new TextError(column, message));
}
