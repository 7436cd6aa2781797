using System.Diagnostics.CodeAnalysis;

namespace HmmSpec.Protocol;

/// <summary>Reads the lines of a trace one after another: each reply belongs to the first request that waits for one.</summary>
public sealed class TraceReader
{
    private readonly LineReader _reader = new();
    private readonly Queue<AwaitedReply> _awaited = new();

    /// <summary>Reads the next line, without its line feed.</summary>
    public bool TryRead(
        ReadOnlySpan<byte> line,
        [NotNullWhen(true)] out TraceLine? read,
        [NotNullWhen(false)] out LineProblem? problem
    )
    {
        AwaitedReply? first = _awaited.TryPeek(out AwaitedReply awaited) ? awaited : null;
        if (!_reader.TryReadTraceLine(line, first, out read, out problem))
        {
            return false;
        }

        if (read is TraceLine.Asked asked)
        {
            // A new session: what the one before has not answered it never will.
            if (asked.Request is Request.Hello)
            {
                _awaited.Clear();
            }

            _awaited.Enqueue(AwaitedReply.To(asked.Request));
        }
        else if (read is TraceLine.Answered)
        {
            _awaited.Dequeue();
        }

        return true;
    }
}
