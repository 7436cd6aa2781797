namespace HmmSpec.Protocol;

/// <summary>
/// Bytes on their way to a stream. A thread of its own writes, so that the caller can give up waiting for a reader that
/// does not read; there are two buffers, one that is filled while the other is written.
/// </summary>
internal sealed class OutgoingBytes
{
    // The longest line fits, with its line feed and what little may wait before it.
    private const int Capacity = ChannelSettings.LongestLine + (64 * 1024);
    private const int FirstSize = 16 * 1024;

    private readonly Stream _stream;
    private readonly Action _close;
    private readonly Thread _writer;
    private readonly object _gate = new();
    private byte[] _filling = new byte[FirstSize];
    private int _filled;
    private bool _completed;
    private volatile bool _broken;

    /// <param name="stream">Where the bytes go.</param>
    /// <param name="close">Tells the reader that no more come.</param>
    /// <param name="name">Of the subject.</param>
    public OutgoingBytes(Stream stream, Action close, string name)
    {
        _stream = stream;
        _close = close;
        _writer = ChannelThread.Start($"lines to {name}", Write);
    }

    /// <summary>Whether the reader has closed the stream.</summary>
    public bool IsBroken => _broken;

    /// <summary>Takes bytes; false if there was no room for all of them in time, or never will be.</summary>
    public bool Add(ReadOnlySpan<byte> bytes, TimeSpan time)
    {
        Countdown countdown = new(time);
        lock (_gate)
        {
            while (!_broken && !_completed)
            {
                int taken = Math.Min(bytes.Length, Capacity - _filled);
                Append(bytes[..taken]);
                bytes = bytes[taken..];
                if (bytes.IsEmpty)
                {
                    return true;
                }

                if (!countdown.Wait(_gate))
                {
                    return false;
                }
            }

            return false;
        }
    }

    /// <summary>Writes what was taken, and closes the stream then.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until the stream is closed.</summary>
    public bool Join(TimeSpan time) => _writer.Join(time);

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_filled + bytes.Length > _filling.Length)
        {
            Array.Resize(ref _filling, Math.Min(Math.Max(_filled + bytes.Length, 2 * _filling.Length), Capacity));
        }

        bytes.CopyTo(_filling.AsSpan(_filled));
        _filled += bytes.Length;
        Monitor.PulseAll(_gate);
    }

    private void Write()
    {
        byte[] writing = new byte[FirstSize];
        try
        {
            while (Swap(ref writing) is int length and > 0)
            {
                _stream.Write(writing, 0, length);
            }

            _close();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The reader has closed its end. What it did not read it will not miss.
            lock (_gate)
            {
                _broken = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    // Takes what has come together meanwhile; nothing means that nothing more will.
    private int Swap(ref byte[] writing)
    {
        lock (_gate)
        {
            while (_filled == 0 && !_completed)
            {
                Monitor.Wait(_gate);
            }

            (writing, _filling) = (_filling, writing);
            int length = _filled;
            _filled = 0;
            Monitor.PulseAll(_gate);
            return length;
        }
    }
}
