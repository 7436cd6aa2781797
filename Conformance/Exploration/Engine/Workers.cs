using System.Runtime.ExceptionServices;

namespace HmmSpec.Exploration;

/// <summary>Some threads that do the same work side by side, again and again. The one that asks is the first of them.</summary>
internal sealed class Workers : IDisposable
{
    private readonly Barrier _begins;
    private readonly Barrier _ends;
    private readonly Thread[] _threads;
    private Action<int>? _work;
    private ExceptionDispatchInfo? _failure;

    public Workers(int count)
    {
        _begins = new Barrier(count);
        _ends = new Barrier(count);
        _threads =
        [
            .. Enumerable.Range(1, count - 1).Select(index => new Thread(() => Loop(index)) { IsBackground = true }),
        ];
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Does the work on every thread, and waits; a fault on one of them is thrown here.</summary>
    public void Run(Action<int> work)
    {
        _work = work;
        _begins.SignalAndWait();
        Guard(work, 0);
        _ends.SignalAndWait();
        _failure?.Throw();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _work = null;
        _begins.SignalAndWait();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _begins.Dispose();
        _ends.Dispose();
    }

    private void Loop(int index)
    {
        while (true)
        {
            _begins.SignalAndWait();
            if (_work is not Action<int> work)
            {
                return;
            }

            Guard(work, index);
            _ends.SignalAndWait();
        }
    }

    private void Guard(Action<int> work, int index)
    {
        try
        {
            work(index);
        }
        catch (Exception exception)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
        }
    }
}
