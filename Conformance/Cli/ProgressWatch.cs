namespace HmmSpec.Cli;

/// <summary>Tells people now and then how far something is that runs meanwhile: a terminal often, a file seldom.</summary>
internal sealed class ProgressWatch(Screen screen) : IDisposable
{
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    private readonly ManualResetEventSlim _ends = new();
    private Thread? _thread;

    /// <summary>Begins to tell.</summary>
    /// <param name="elapsed">The clock of what runs; it stands once that only shrinks what it found.</param>
    /// <param name="text">How far it is; given whether it shrinks.</param>
    public void Begin(Func<TimeSpan> elapsed, Func<bool, string> text)
    {
        _thread = new Thread(() => Watch(elapsed, text)) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Tells no more.</summary>
    public void End()
    {
        _ends.Set();
        _thread?.Join();
        _thread = null;
        screen.Status("");
    }

    public void Dispose()
    {
        End();
        _ends.Dispose();
    }

    private void Watch(Func<TimeSpan> elapsed, Func<bool, string> text)
    {
        TimeSpan before = TimeSpan.MinValue;
        while (!_ends.Wait(screen.IsTerminal ? RedrawEvery : LineEvery))
        {
            TimeSpan now = elapsed();
            string line = text(now == before);
            before = now;
            if (screen.IsTerminal)
            {
                screen.Status(line);
            }
            else
            {
                screen.Line(line);
            }
        }
    }
}
