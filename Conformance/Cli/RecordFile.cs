using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>
/// The file in which the lines of a check are recorded. That it cannot be written is remembered and does not end the check; behind
/// the first line that is missing nothing is written any more.
/// </summary>
/// <param name="path">Where it is; a file that was there is replaced.</param>
internal sealed class RecordFile(string path) : Stream
{
    private readonly FileStream _file = File.Create(path);

    /// <summary>Why not all could be written, in one sentence; null if it could.</summary>
    public string? Problem { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    // CanSeek is false, and then the contract of Stream has Length, Position, Seek and SetLength throw.
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            if (Problem is null)
            {
                _file.Write(buffer);
            }
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            Problem = FailureFolder.Reason(exception);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override void Flush()
    {
        try
        {
            _file.Flush();
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            Problem ??= FailureFolder.Reason(exception);
        }
    }

    // CanRead is false, and then the contract of Stream has Read throw.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // As for Length.
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        try
        {
            if (disposing)
            {
                _file.Dispose();
            }
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            Problem ??= FailureFolder.Reason(exception);
        }

        base.Dispose(disposing);
    }
}
