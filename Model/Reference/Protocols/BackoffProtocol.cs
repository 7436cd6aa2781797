using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// Backoff (patches 2 and 8 of the series of 2015): windows and device faults stand in two lists; a fault waits for the
/// windows before it, and a window makes the faults before it back off and waits for them. No sequence number ever moves.
/// </summary>
internal sealed class BackoffProtocol : Protocol
{
    private static readonly ClauseSet Registered = ClauseSet.Of("MIR-3");

    private BackoffProtocol() { }

    /// <summary>The protocol.</summary>
    public static BackoffProtocol Instance { get; } = new();

    /// <inheritdoc/>
    public override bool Samples => false;

    /// <inheritdoc/>
    public override bool LeavesForCpuFault => true;

    /// <inheritdoc/>
    public override bool MapsBeforehand => true;

    /// <inheritdoc/>
    public override ClauseSet Beginning { get; } = ClauseSet.Of("FLT-13");

    /// <inheritdoc/>
    public override ClauseSet Restarting { get; } = ClauseSet.Of("FLT-14");

    /// <inheritdoc/>
    public override ClauseSet FaultingIn { get; } = ClauseSet.Of("FLT-15");

    /// <inheritdoc/>
    public override ClauseSet Opening { get; } = ClauseSet.Of("NTF-10");

    /// <inheritdoc/>
    public override ClauseSet Telling { get; } = ClauseSet.Of("NTF-11");

    /// <inheritdoc/>
    public override ClauseSet Closing { get; } = ClauseSet.Of("NTF-12");

    /// <inheritdoc/>
    [Clause("FLT-13")]
    public override bool MustWait(Notifier notifier, PageRange range)
    {
        foreach (Window window in notifier.Windows)
        {
            if (window.Range.Overlaps(range))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    [Clause("FLT-14")]
    public override bool IsStale(Process process, int device, int fault, long sampled) =>
        process.Notifier.Faults.Single(active => active.Id == fault).BackedOff;

    /// <inheritdoc/>
    [Clause("NTF-10")]
    public override Notifier Opened(Notifier notifier, Window window) =>
        notifier with
        {
            Faults =
            [
                .. notifier.Faults.Select(fault =>
                    fault with
                    {
                        BackedOff = fault.BackedOff || fault.Range.Overlaps(window.Range),
                    }
                ),
            ],
        };

    /// <inheritdoc/>
    [Clause("NTF-11")]
    public override bool IsHeld(Notifier notifier, Window window)
    {
        foreach (ActiveFault fault in notifier.Faults)
        {
            if (fault.Range.Overlaps(window.Range))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override Mirror Told(Mirror mirror, Notifier notifier) => mirror;

    /// <inheritdoc/>
    [Clause("NTF-12")]
    public override Process Closed(Process process) => process;

    /// <inheritdoc/>
    [Clause("MIR-3")]
    public override Mirror Inserted(Mirror mirror, ref Notifier notifier, out ClauseSet clauses)
    {
        clauses = Registered;
        return mirror with { Stage = MirrorStage.Live, Sequence = notifier.Sequence - 1 };
    }

    /// <inheritdoc/>
    [Clause("MIR-6")]
    public override bool IsInvalidating(Notifier notifier, int device)
    {
        foreach (Window window in notifier.Windows)
        {
            if ((window.Pending >> device & 1) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>No: the RELEASE window makes them back off.</summary>
    public override bool ExitWaits(Notifier notifier) => false;
}
