using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Sequence numbers (mm/mmu_notifier.c): an invalidation never waits for a fault, a fault starts again.</summary>
internal sealed class SequenceProtocol : Protocol
{
    private static readonly ClauseSet Registered = ClauseSet.Of("MIR-3");
    private static readonly ClauseSet RegisteredLate = ClauseSet.Of("MIR-4");

    private SequenceProtocol() { }

    /// <summary>The protocol.</summary>
    public static SequenceProtocol Instance { get; } = new();

    /// <inheritdoc/>
    public override bool Samples => true;

    /// <inheritdoc/>
    public override bool LeavesForCpuFault => false;

    /// <inheritdoc/>
    public override bool MapsBeforehand => false;

    /// <inheritdoc/>
    public override ClauseSet Beginning { get; } = ClauseSet.Of("FLT-1");

    /// <inheritdoc/>
    public override ClauseSet Restarting { get; } = ClauseSet.Of("FLT-1");

    /// <inheritdoc/>
    public override ClauseSet FaultingIn => default;

    /// <inheritdoc/>
    public override ClauseSet Opening { get; } = ClauseSet.Of("NTF-1");

    /// <inheritdoc/>
    public override ClauseSet Telling => default;

    /// <inheritdoc/>
    public override ClauseSet Closing { get; } = ClauseSet.Of("NTF-3");

    /// <inheritdoc/>
    public override bool MustWait(Notifier notifier, PageRange range) => false;

    /// <inheritdoc/>
    [Clause("FLT-1")]
    public override bool IsStale(Process process, int device, int fault, long sampled) =>
        process.Mirrors[device].Sequence != sampled;

    /// <inheritdoc/>
    [Clause("NTF-1")]
    public override Notifier Opened(Notifier notifier, Window window) =>
        window.Pending != 0 ? notifier with { Sequence = notifier.Sequence | 1 } : notifier;

    /// <inheritdoc/>
    public override bool IsHeld(Notifier notifier, Window window) => false;

    /// <inheritdoc/>
    [Clause("NTF-2")]
    public override Mirror Told(Mirror mirror, Notifier notifier) => mirror with { Sequence = notifier.Sequence };

    /// <inheritdoc/>
    [Clause("NTF-3")]
    public override Process Closed(Process process)
    {
        Notifier notifier = process.Notifier;
        return notifier.Windows.Count > 0 || (notifier.Sequence & 1) == 0
            ? process
            : process with
            {
                Notifier = notifier with { Sequence = notifier.Sequence + 1 },
                Mirrors = Admitted(process.Mirrors),
            };
    }

    /// <inheritdoc/>
    [Clause("MIR-3")]
    [Clause("MIR-4")]
    public override Mirror Inserted(Mirror mirror, ref Notifier notifier, out ClauseSet clauses)
    {
        if (notifier.Windows.Count == 0)
        {
            clauses = Registered;
            return mirror with { Stage = MirrorStage.Live, Sequence = notifier.Sequence - 1 };
        }

        MirrorStage stage = (notifier.Sequence & 1) != 0 ? MirrorStage.Deferred : MirrorStage.Live;
        clauses = RegisteredLate;
        notifier = notifier with { Sequence = notifier.Sequence | 1 };
        return mirror with { Stage = stage, Sequence = notifier.Sequence };
    }

    /// <inheritdoc/>
    [Clause("MIR-6")]
    public override bool IsInvalidating(Notifier notifier, int device) => (notifier.Sequence & 1) != 0;

    /// <inheritdoc/>
    [Clause("MAP-15")]
    public override bool ExitWaits(Notifier notifier) => notifier.Faults.Count > 0;

    private static Table<Mirror> Admitted(Table<Mirror> mirrors)
    {
        for (int device = 0; device < mirrors.Count; device++)
        {
            if (mirrors[device].Stage == MirrorStage.Deferred)
            {
                mirrors = mirrors.Set(device, mirrors[device] with { Stage = MirrorStage.Live });
            }
        }

        return mirrors;
    }
}
