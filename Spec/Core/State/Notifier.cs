using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>An invalidation between its start and its end.</summary>
/// <param name="Id">Which of the open windows and device faults of all processes it is, from 1 on.</param>
/// <param name="Range">The pages.</param>
/// <param name="Kind">Why.</param>
/// <param name="Owner">The device that causes it, or -1.</param>
/// <param name="Pending">The devices whose callbacks have not run yet, a bit each.</param>
public readonly record struct Window(int Id, PageRange Range, EventKind Kind, int Owner, ulong Pending) : IHash64
{
    /// <summary>The devices whose mirrors it concerns and that are not told, a bit each (MIG-26, RET-8).</summary>
    public ulong Spared { get; init; }

    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Four(
            (ulong)Id,
            Range.Hash64,
            ((ulong)Kind << 32) | (uint)Owner,
            Spared == 0 ? Pending : ~Mix.Pair(Pending, Spared)
        );
}

/// <summary>The notifier of a process (mm/mmu_notifier.c).</summary>
/// <param name="Sequence">
/// Even: no window that hit a subscription was open since all were last closed. Odd: one was. Starts at 2, and stays there
/// where device faults back off instead (<see cref="FaultProtocol.Backoff"/>).
/// </param>
/// <param name="Windows">The open windows.</param>
/// <param name="Faults">The device faults that are under way.</param>
public sealed record Notifier(long Sequence, Sequence<Window> Windows, Sequence<ActiveFault> Faults) : IHash64
{
    /// <summary>The notifier of a new process.</summary>
    public static Notifier New { get; } = new(2, [], []);

    /// <inheritdoc/>
    public ulong Hash64
    {
        get
        {
            ulong hash = (ulong)Sequence;
            foreach (Window window in Windows)
            {
                hash = Mix.Pair(hash, window.Hash64);
            }

            foreach (ActiveFault fault in Faults)
            {
                hash = Mix.Pair(hash, ~fault.Hash64);
            }

            return hash;
        }
    }
}
