using System.Collections.Concurrent;
using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>
/// Reads a trace on a thread of its own, ahead of whoever judges it and not far: as many batches are kept as are needed
/// for neither to wait.
/// </summary>
internal sealed class TraceBatches : IDisposable
{
    private const int MostBatches = 8;
    private const int MostLines = 64;
    private const int MostBytes = 1 << 16;

    private readonly BlockingCollection<TraceBatch> _batches = new(MostBatches);
    private readonly CancellationTokenSource _ended = new();
    private readonly TraceInput _input;
    private readonly Thread _thread;
    private Exception? _failure;

    /// <summary>Begins to read.</summary>
    public TraceBatches(Stream stream)
    {
        _input = new TraceInput(stream);
        _thread = new Thread(Read) { IsBackground = true, Name = "trace" };
        _thread.Start();
    }

    /// <summary>The batches, in their order.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="TraceReadException">The stream cannot be read.</exception>
    public IEnumerable<TraceBatch> All(CancellationToken cancellation)
    {
        foreach (TraceBatch batch in _batches.GetConsumingEnumerable(cancellation))
        {
            yield return batch;
        }

        if (_failure is not null)
        {
            throw new TraceReadException(_failure);
        }
    }

    /// <summary>Ends reading.</summary>
    public void Dispose()
    {
        _ended.Cancel();

        // A read of standard input may never end; the thread ends with the process.
        if (_thread.Join(TimeSpan.FromMilliseconds(100)))
        {
            _batches.Dispose();
            _ended.Dispose();
        }
    }

    private void Read()
    {
        try
        {
            while (TryReadBatch(out TraceBatch? batch))
            {
                _batches.Add(batch!, _ended.Token);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException
                || (exception is ObjectDisposedException && _ended.IsCancellationRequested)
            )
        {
            // Nobody wants the rest, and whose stream it is may have closed it.
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _failure = exception;
        }
        finally
        {
            _batches.CompleteAdding();
        }
    }

    private bool TryReadBatch(out TraceBatch? batch)
    {
        long first = _input.Number + 1;
        List<TraceLine> lines = [];
        LineProblem? problem = null;
        int bytes = 0;
        while (problem is null && lines.Count < MostLines && bytes < MostBytes)
        {
            if (!_input.TryNext(out TraceLine? line, out problem))
            {
                break;
            }

            bytes += _input.Length;
            if (line is not null)
            {
                lines.Add(line);
            }
        }

        batch = new TraceBatch(first, lines, problem);
        return lines.Count > 0 || problem is not null;
    }
}
