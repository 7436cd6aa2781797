using System.Runtime.InteropServices;

namespace HmmSpec.Protocol;

/// <summary>
/// The lines of a stream. A thread of its own reads, so that the other side is never blocked while we send, until all
/// chunks are full: then the operating system makes the other side wait. A line inside one chunk is handed out in place;
/// one that spans chunks is put together in a buffer that grows to the longest line and no further.
/// </summary>
internal sealed class IncomingLines
{
    private const int ChunkSize = 64 * 1024;
    private const int MostChunks = 4;
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly Stream _stream;
    private readonly Thread _reader;

    // Shared with the reader, under the lock.
    private readonly object _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _filled = new();
    private readonly Stack<byte[]> _free = new();
    private int _made;
    private long _allowance = long.MaxValue;
    private long _nudges;
    private bool _discards;
    private bool _ended;

    // Only of the caller.
    private ReadOnlyMemory<byte> _chunk;
    private byte[] _spanning = [];
    private int _spanned;
    private bool _spanningIsOut;
    private bool _tooLong;
    private long _nudgesSeen;

    public IncomingLines(Stream stream, string name)
    {
        _stream = stream;
        _reader = ChannelThread.Start($"lines from {name}", Read);
    }

    /// <summary>How a line begins that has come without its end; empty if there is none.</summary>
    public ReadOnlySpan<byte> HalfLine => _spanningIsOut ? [] : _spanning.AsSpan(0, _spanned);

    /// <summary>Takes the next line if it is there. Its bytes are valid until the next call.</summary>
    public LineState Take(out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (_spanningIsOut)
        {
            _spanningIsOut = false;
            _spanned = 0;
        }

        while (!_tooLong)
        {
            int end = _chunk.Span.IndexOf(LineFeed);
            if (_spanned + (end < 0 ? _chunk.Length : end) > ChannelSettings.LongestLine)
            {
                _tooLong = true;
                break;
            }

            if (end >= 0)
            {
                line = WithoutReturn(_spanned == 0 ? _chunk[..end] : Complete(_chunk.Span[..end]));
                _chunk = _chunk[(end + 1)..];
                return LineState.Line;
            }

            Span(_chunk.Span);
            if (!NextChunk(out bool ended))
            {
                return ended ? LineState.End : LineState.Nothing;
            }
        }

        return LineState.TooLong;
    }

    /// <summary>Waits for more, for the end, or for a nudge; false if there was none of them in time.</summary>
    public bool Wait(TimeSpan time)
    {
        Countdown countdown = new(time);
        lock (_gate)
        {
            while (_filled.Count == 0 && !_ended && _nudges == _nudgesSeen)
            {
                if (!countdown.Wait(_gate))
                {
                    return false;
                }
            }

            _nudgesSeen = _nudges;
            return true;
        }
    }

    /// <summary>Ends a wait of the caller's, because something else has changed.</summary>
    public void Nudge()
    {
        lock (_gate)
        {
            _nudges++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Reads no more than so many bytes from now on.</summary>
    public void Limit(long bytes)
    {
        lock (_gate)
        {
            _allowance = Math.Min(_allowance, bytes);
        }
    }

    /// <summary>Reads on, so that the other side can end, and keeps nothing.</summary>
    public void Discard()
    {
        lock (_gate)
        {
            _discards = true;
            _allowance = long.MaxValue;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until the stream has ended.</summary>
    public bool Join(TimeSpan time) => _reader.Join(time);

    private static ReadOnlyMemory<byte> WithoutReturn(ReadOnlyMemory<byte> line) =>
        line.Length > 0 && line.Span[^1] == CarriageReturn ? line[..^1] : line;

    private ReadOnlyMemory<byte> Complete(ReadOnlySpan<byte> rest)
    {
        Span(rest);
        _spanningIsOut = true;
        return _spanning.AsMemory(0, _spanned);
    }

    private void Span(ReadOnlySpan<byte> bytes)
    {
        int length = _spanned + bytes.Length;
        if (length > _spanning.Length)
        {
            Array.Resize(ref _spanning, Math.Min(Math.Max(length, 2 * _spanning.Length), ChannelSettings.LongestLine));
        }

        bytes.CopyTo(_spanning.AsSpan(_spanned));
        _spanned = length;
    }

    // The chunk that is used up goes back, with what was handed out of it.
    private bool NextChunk(out bool ended)
    {
        lock (_gate)
        {
            Recycle(_chunk);
            bool found = _filled.TryDequeue(out _chunk);
            ended = !found && _ended;
            return found;
        }
    }

    private void Recycle(ReadOnlyMemory<byte> chunk)
    {
        if (
            MemoryMarshal.TryGetArray(chunk, out ArraySegment<byte> segment)
            && segment.Array is { Length: ChunkSize } array
        )
        {
            _free.Push(array);
            Monitor.PulseAll(_gate);
        }
    }

    private void Read()
    {
        while (true)
        {
            byte[] chunk = TakeFree();
            int length = ReadInto(chunk);
            lock (_gate)
            {
                if (length > 0 && _discards)
                {
                    _free.Push(chunk);
                    continue;
                }

                length = (int)Math.Min(length, _allowance);
                _allowance -= length;
                if (length > 0)
                {
                    _filled.Enqueue(chunk.AsMemory(0, length));
                }

                _ended = length == 0;
                Monitor.PulseAll(_gate);
                if (_ended)
                {
                    return;
                }
            }
        }
    }

    private int ReadInto(byte[] chunk)
    {
        try
        {
            return _stream.Read(chunk, 0, chunk.Length);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A connection that was reset, or a stream that was taken away: nothing more comes, and that is all it means.
            return 0;
        }
    }

    private byte[] TakeFree()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_free.TryPop(out byte[]? chunk))
                {
                    return chunk;
                }

                if (_made < MostChunks)
                {
                    _made++;
                    return new byte[ChunkSize];
                }

                if (_discards && _filled.TryDequeue(out ReadOnlyMemory<byte> unread))
                {
                    Recycle(unread);
                    continue;
                }

                Monitor.Wait(_gate);
            }
        }
    }
}
