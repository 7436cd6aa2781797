using System.Diagnostics;

namespace HmmSpec.Protocol;

/// <summary>What is left of the time that something may take.</summary>
internal readonly struct Countdown(TimeSpan time)
{
    // A month is as long as any wait here may be, and what Monitor.Wait can take.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Never negative.</summary>
    public TimeSpan Left
    {
        get
        {
            TimeSpan left = time - Stopwatch.GetElapsedTime(_start);
            return left < TimeSpan.Zero ? TimeSpan.Zero
                : left > Longest ? Longest
                : left;
        }
    }

    /// <summary>Waits for a pulse of a lock that is held; false if no time is left.</summary>
    public bool Wait(object gate)
    {
        TimeSpan left = Left;
        if (left == TimeSpan.Zero)
        {
            return false;
        }

        // Monitor counts whole milliseconds; rounding down would turn the last one into spinning.
        Monitor.Wait(gate, (int)Math.Ceiling(left.TotalMilliseconds));
        return true;
    }
}
