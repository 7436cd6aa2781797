using HmmSpec.Conformance;

namespace HmmSpec.Tests.Traces;

public sealed class ClosedTraceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A fault on the thread that reads would end the process, and the tests with it.</summary>
    [Fact]
    public void A_trace_that_is_closed_while_it_is_waited_for_is_no_fault()
    {
        SlowStream stream = new();

        TraceSummary summary = TraceValidation.Run(
            "slow",
            stream,
            new TraceOptions(),
            static _ => { },
            new CancellationToken(canceled: true)
        );
        stream.Dispose();

        Assert.Equal(VerdictKind.Inconclusive, summary.Verdict.Kind);
        Assert.True(SpinWait.SpinUntil(() => stream.Reader is not null, Patience));
        Assert.True(stream.Reader!.Join(Patience));
    }

    // A pipe into which nobody writes.
    private sealed class SlowStream : MemoryStream
    {
        private readonly TaskCompletionSource _isClosed = new();
        private volatile Thread? _reader;

        public Thread? Reader => _reader;

        public override int Read(Span<byte> buffer) => Refuse();

        public override int Read(byte[] buffer, int offset, int count) => Refuse();

        protected override void Dispose(bool disposing)
        {
            _isClosed.TrySetResult();
            base.Dispose(disposing);
        }

        private int Refuse()
        {
            _reader = Thread.CurrentThread;
            _isClosed.Task.Wait(Patience);
            throw new ObjectDisposedException(nameof(SlowStream));
        }
    }
}
