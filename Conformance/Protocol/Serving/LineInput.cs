namespace HmmSpec.Protocol;

/// <summary>Takes lines out of a stream. What is too long is read to its end, so that the next line is found.</summary>
/// <param name="stream">Where the lines come from.</param>
internal sealed class LineInput(Stream stream)
{
    private const int FirstSize = 1 << 16;

    // A line may end in a carriage return, which does not count.
    private const int MostKept = Lines.LongestLine + 1;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;

    /// <summary>Whether the last line is taken without its line feed.</summary>
    internal bool TakesUnended { get; init; }

    /// <summary>Takes the next line, without its end; false if there is none. A bad line is empty.</summary>
    internal bool TryRead(out ReadOnlySpan<byte> line, out LineProblem? problem)
    {
        problem = null;
        for (int searched = 0; ; )
        {
            ReadOnlySpan<byte> kept = _buffer.AsSpan(_start.._end);
            int found = kept[searched..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = kept[..(searched + found)];
                _start += line.Length + 1;
                line = line.EndsWith("\r"u8) ? line[..^1] : line;
                return true;
            }

            searched = kept.Length;
            if (kept.Length > MostKept)
            {
                problem = new(LineProblemKind.TooLong, LineProblems.TooLong, Lines.Show(kept));
                line = default;
                SkipLine();
                return true;
            }

            if (!Fill())
            {
                return TryEnd(out line, out problem);
            }
        }
    }

    private bool TryEnd(out ReadOnlySpan<byte> line, out LineProblem? problem)
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_start.._end);
        _start = _end = 0;
        line = TakesUnended ? rest : default;
        problem =
            rest.IsEmpty || TakesUnended
                ? null
                : new(LineProblemKind.Unfinished, "The input ends in the middle of a line.", Lines.Show(rest));
        return !rest.IsEmpty;
    }

    private void SkipLine()
    {
        do
        {
            int found = _buffer.AsSpan(_start.._end).IndexOf((byte)'\n');
            if (found >= 0)
            {
                _start += found + 1;
                return;
            }

            _start = _end = 0;
        } while (Fill());
    }

    /// <summary>Reads more behind what is there; false at the end of the stream.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }
}
