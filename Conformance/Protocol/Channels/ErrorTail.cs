using System.Text;

namespace HmmSpec.Protocol;

/// <summary>
/// Standard error of a program: always read, so that the program never waits for it, and of all that comes the last lines
/// kept.
/// </summary>
internal sealed class ErrorTail
{
    /// <summary>How many lines are kept at most: a report of lockdep with its stacks has over a hundred.</summary>
    public const int MostLines = 200;

    /// <summary>How many bytes are kept at most.</summary>
    public const int MostBytes = 32 * 1024;

    private const int ChunkSize = 64 * 1024;

    private readonly Stream _stream;
    private readonly Thread _reader;
    private readonly object _gate = new();
    private readonly byte[] _tail = new byte[MostBytes];
    private int _length;
    private bool _cut;

    public ErrorTail(Stream stream, string name)
    {
        _stream = stream;
        _reader = ChannelThread.Start($"standard error of {name}", Read);
    }

    /// <summary>The last lines, printable; the first begins with three dots if its beginning is lost.</summary>
    public IReadOnlyList<string> Lines()
    {
        string text;
        bool cut;
        lock (_gate)
        {
            text = Encoding.UTF8.GetString(_tail, 0, _length);
            cut = _cut;
        }

        string[] lines = text.Split('\n');
        if (lines[^1].Length == 0)
        {
            lines = lines[..^1];
        }

        if (lines.Length > MostLines)
        {
            lines = lines[^MostLines..];
        }
        else if (cut && lines.Length > 0)
        {
            lines[0] = "..." + lines[0];
        }

        return [.. lines.Select(static line => PrintableText.Escape(line.EndsWith('\r') ? line[..^1] : line))];
    }

    /// <summary>Waits until the stream has ended.</summary>
    public bool Join(TimeSpan time) => _reader.Join(time);

    private void Read()
    {
        byte[] chunk = new byte[ChunkSize];
        try
        {
            while (_stream.Read(chunk, 0, chunk.Length) is int length and > 0)
            {
                Keep(chunk.AsSpan(0, length));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Taken away: nothing more comes.
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (bytes.Length > MostBytes)
            {
                bytes = bytes[^MostBytes..];
                _length = 0;
                _cut = true;
            }

            int surplus = _length + bytes.Length - MostBytes;
            if (surplus > 0)
            {
                _tail.AsSpan(surplus, _length - surplus).CopyTo(_tail);
                _length -= surplus;
                _cut = true;
            }

            bytes.CopyTo(_tail.AsSpan(_length));
            _length += bytes.Length;
        }
    }
}
