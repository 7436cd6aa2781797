namespace HmmSpec.Spec;

/// <summary>How device faults and invalidations are kept apart.</summary>
[Closed]
public enum FaultProtocol
{
    /// <summary>
    /// A fault samples a sequence number, and starts again if an invalidation has changed it by the time it has the
    /// driver's lock; no invalidation waits for a fault (Linux 6.1).
    /// </summary>
    SequenceNumber,

    /// <summary>
    /// Faults under way stand in a list; an invalidation makes those that it overlaps back off, and waits until they have
    /// ended or left (the series of 2015).
    /// </summary>
    Backoff,
}
