using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What was seen of a page of a process; null for what was not looked at.</summary>
/// <param name="Process">Whose page.</param>
/// <param name="Page">Which page.</param>
public sealed record PageObservation(int Process, int Page)
{
    /// <summary>Whether a VMA covers it.</summary>
    public bool? Mapped { get; init; }

    /// <summary>The rights of that VMA.</summary>
    public Protection? Protection { get; init; }

    /// <summary>The CPU's page-table entry.</summary>
    public ObservedEntry? Entry { get; init; }

    /// <summary>Of a page in device memory: whose.</summary>
    public int? Device { get; init; }

    /// <summary>Whether the entry maps the shared zero page.</summary>
    public bool? Zero { get; init; }

    /// <summary>Whether it allows stores.</summary>
    public bool? Writable { get; init; }

    /// <summary>Whether the entry or the frame is known to be dirty.</summary>
    public bool? Dirty { get; init; }

    /// <summary>Its accessed bit.</summary>
    public bool? Young { get; init; }

    /// <summary>The content that a program would read.</summary>
    public ulong? Value { get; init; }

    /// <summary>Whether the CPU's TLB has a translation.</summary>
    public bool? Cached { get; init; }

    /// <summary>Whether it has one for stores.</summary>
    public bool? CachedWritable { get; init; }

    /// <summary>The page in the mirrors that were looked at.</summary>
    public Sequence<MirrorObservation> Mirrors { get; init; }

    /// <summary>All that can be seen of a page, without mirrors.</summary>
    public static PageObservation Of(int process, int page, PageView view) =>
        new(process, page)
        {
            Mapped = view.IsMapped,
            Protection = view.IsMapped ? view.Protection : null,
            Entry = EntryOf(view.Kind),
            Device = view.Kind == PteKind.DevicePrivate ? view.Device : null,
            Zero = view.IsZero,
            Writable = view.Kind == PteKind.Present ? view.Writable : null,
            Dirty = view.Kind == PteKind.Present ? view.Dirty || view.FrameDirty : null,
            Young = view.Kind == PteKind.Present ? view.Young : null,
            Value = view.Kind == PteKind.Poisoned ? null : view.Value,
            Cached = view.Cached,
            CachedWritable = view.CachedWritable,
        };

    /// <summary>All that can be seen of a page of a state, with the mirrors of the attached devices.</summary>
    public static PageObservation Of(State state, int process, int page) =>
        Of(process, page, PageView.Of(state, process, page)) with
        {
            Mirrors =
            [
                .. Enumerable
                    .Range(0, state.World.Devices)
                    .Where(state.IsAttached)
                    .Select(device => MirrorObservation.Of(device, MirrorView.Of(state, process, device, page))),
            ],
        };

    /// <summary>As what an entry is seen; null while a migration has the page.</summary>
    public static ObservedEntry? EntryOf(PteKind kind) =>
        kind switch
        {
            PteKind.None => ObservedEntry.None,
            PteKind.Present or PteKind.ProtNone => ObservedEntry.Present,
            PteKind.Swap => ObservedEntry.Swap,
            PteKind.DevicePrivate => ObservedEntry.Device,
            PteKind.DeviceExclusive => ObservedEntry.Exclusive,
            PteKind.Poisoned => ObservedEntry.Poisoned,
            PteKind.Migration => null,
        };
}
