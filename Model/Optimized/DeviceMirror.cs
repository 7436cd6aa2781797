using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>
/// The mirror of one process's address space in one device, and its subscription to the notifier. It is kept for the next
/// registration when the device ceases to mirror; meanwhile its table is empty, and so is every access through it.
/// </summary>
internal sealed class DeviceMirror(AttachedDevice device, LeafPool<PackedMirrorEntry> pool)
{
    public AttachedDevice Device => device;

    public RadixTable<PackedMirrorEntry> Table { get; } = new(pool);

    public bool IsLive { get; set; }

    /// <summary>Whether its next update for an invalidation fails, and kills it (MIR-19).</summary>
    public bool FailsNextUpdate { get; set; }

    /// <summary>The pages that it is told about.</summary>
    public PageRange Interval { get; set; }

    /// <summary>The sequence number of the last invalidation that it was told of.</summary>
    public long Sequence { get; set; }
}
