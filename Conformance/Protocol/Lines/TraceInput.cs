namespace HmmSpec.Protocol;

/// <summary>
/// Takes the lines of a trace out of a stream, one after another. The last one may be without its line feed: it is good if
/// it is a line.
/// </summary>
/// <param name="stream">Where the lines come from.</param>
public sealed class TraceInput(Stream stream)
{
    private readonly LineInput _lines = new(stream) { TakesUnended = true };
    private readonly TraceReader _reader = new();

    /// <summary>The number of the line that was read last, from 1 on; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>How many bytes that line has.</summary>
    public int Length { get; private set; }

    /// <summary>Reads the next line; false at the end. If it cannot be taken, nothing behind it can be read.</summary>
    public bool TryNext(out TraceLine? read, out LineProblem? problem)
    {
        read = null;
        if (!_lines.TryRead(out ReadOnlySpan<byte> line, out problem))
        {
            return false;
        }

        Number++;
        Length = line.Length;
        if (problem is null)
        {
            _reader.TryRead(line, out read, out problem);
        }

        return true;
    }
}
