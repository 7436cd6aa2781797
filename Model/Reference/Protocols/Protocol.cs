using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// How device faults and invalidations are kept apart: all in which <see cref="FaultProtocol.SequenceNumber"/> and
/// <see cref="FaultProtocol.Backoff"/> differ. The steps themselves are the same in both.
/// </summary>
internal abstract class Protocol
{
    /// <summary>Whether a device fault samples its mirror's sequence number before it begins.</summary>
    public abstract bool Samples { get; }

    /// <summary>Whether a device fault is not under way while the CPU faults on its behalf.</summary>
    public abstract bool LeavesForCpuFault { get; }

    /// <summary>Whether a device fault maps pages for DMA before it takes the driver's lock, and looks no more after that.</summary>
    public abstract bool MapsBeforehand { get; }

    /// <summary>The clauses that a device fault follows when it begins and walks.</summary>
    public abstract ClauseSet Beginning { get; }

    /// <summary>The clauses that a device fault follows when it starts again.</summary>
    public abstract ClauseSet Restarting { get; }

    /// <summary>The clauses that a device fault follows when it calls the CPU fault.</summary>
    public abstract ClauseSet FaultingIn { get; }

    /// <summary>The clauses that opening a window follows.</summary>
    public abstract ClauseSet Opening { get; }

    /// <summary>The clauses that telling a mirror follows.</summary>
    public abstract ClauseSet Telling { get; }

    /// <summary>The clauses that closing a window follows.</summary>
    public abstract ClauseSet Closing { get; }

    /// <summary>The protocol of a state's profile.</summary>
    public static Protocol Of(State state) =>
        state.Profile.FaultProtocol switch
        {
            FaultProtocol.SequenceNumber => SequenceProtocol.Instance,
            FaultProtocol.Backoff => BackoffProtocol.Instance,
        };

    /// <summary>Whether a device fault on a range has to wait for a window before it is under way.</summary>
    public abstract bool MustWait(Notifier notifier, PageRange range);

    /// <summary>Whether what a device fault has seen may be old.</summary>
    public abstract bool IsStale(Process process, int device, int fault, long sampled);

    /// <summary>A notifier in whose list a window has just been put.</summary>
    public abstract Notifier Opened(Notifier notifier, Window window);

    /// <summary>Whether a window's mirrors cannot be told yet, because of device faults under way.</summary>
    public abstract bool IsHeld(Notifier notifier, Window window);

    /// <summary>A mirror that has been told of a window.</summary>
    public abstract Mirror Told(Mirror mirror, Notifier notifier);

    /// <summary>A process out of whose list a window has just been taken.</summary>
    public abstract Process Closed(Process process);

    /// <summary>A mirror that is being registered, as it begins; the notifier may change with it.</summary>
    public abstract Mirror Inserted(Mirror mirror, ref Notifier notifier, out ClauseSet clauses);

    /// <summary>Whether an invalidation is running that a mirror which is unregistered has to wait for.</summary>
    public abstract bool IsInvalidating(Notifier notifier, int device);

    /// <summary>Whether the exit of a process waits until no device fault is under way.</summary>
    public abstract bool ExitWaits(Notifier notifier);
}
