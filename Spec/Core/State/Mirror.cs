using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>What stage of its life a mirror is in.</summary>
[Closed]
public enum MirrorStage
{
    /// <summary>The device does not mirror the process.</summary>
    None,

    /// <summary>Registered while a window was open: it counts from the moment when all are closed.</summary>
    Deferred,

    /// <summary>Told of every invalidation.</summary>
    Live,

    /// <summary>Emptied, and waiting for running invalidations before it goes.</summary>
    Closing,
}

/// <summary>The mirror of one process's address space in one device, and its subscription to the notifier.</summary>
/// <param name="Stage">The stage of its life.</param>
/// <param name="Interval">The pages that it mirrors and is told about.</param>
/// <param name="Entries">The secondary page table.</param>
/// <param name="Tlb">The device's cached translations.</param>
/// <param name="Sequence">The sequence number of the last invalidation that it was told of; always odd.</param>
/// <param name="Locked">Whether somebody holds the driver's update lock.</param>
public sealed record Mirror(
    MirrorStage Stage,
    PageRange Interval,
    Table<MirrorEntry> Entries,
    Table<Translation> Tlb,
    long Sequence,
    bool Locked
) : IHash64
{
    /// <summary>Whether its next update for an invalidation will fail (MIR-19).</summary>
    public bool FailsNextUpdate { get; init; }

    /// <summary>Whether the device may fault and access through it.</summary>
    public bool IsOpen => Stage is MirrorStage.Live or MirrorStage.Deferred;

    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Four(
            ((ulong)Stage << 1) | (Locked ? 1UL : 0) | (FailsNextUpdate ? 16UL : 0),
            Mix.Pair(Interval.Hash64, (ulong)Sequence),
            Entries.Hash64,
            Tlb.Hash64
        );

    /// <summary>No mirror, in an address space of this many pages.</summary>
    public static Mirror Absent(int pages) =>
        new(
            MirrorStage.None,
            new PageRange(0, 0),
            Table<MirrorEntry>.Of(pages, MirrorEntry.None),
            Table<Translation>.Of(pages, Translation.None),
            -1,
            false
        );
}
