namespace HmmSpec.Spec;

/// <summary>A page of a mirror as it can be compared between implementations.</summary>
/// <param name="Kind">Where the entry leads.</param>
/// <param name="IsZero">Whether it leads to the shared zero frame.</param>
/// <param name="Writable">Whether the device may store.</param>
/// <param name="Dirty">Whether it did.</param>
/// <param name="Value">The content that the device would read; 0 for no entry.</param>
/// <param name="Cached">Whether the device's TLB has a translation.</param>
/// <param name="CachedWritable">Whether stores may use it.</param>
/// <param name="Exclusive">Whether the device has the page for itself.</param>
/// <param name="CachedExclusive">Whether atomic accesses may use the translation because of that.</param>
public readonly record struct MirrorView(
    MirrorEntryKind Kind,
    bool IsZero,
    bool Writable,
    bool Dirty,
    ulong Value,
    bool Cached,
    bool CachedWritable,
    bool Exclusive = false,
    bool CachedExclusive = false
)
{
    /// <summary>The view of a page of a mirror of a state.</summary>
    public static MirrorView Of(State state, int process, int device, int page)
    {
        Mirror mirror = state.Processes[process].Mirrors[device];
        MirrorEntry entry = mirror.Entries[page];
        Translation cached = mirror.Tlb[page];
        Target target = entry.IsValid ? state.TargetOf(device, entry) : Target.Zero;
        return new MirrorView(
            entry.Kind,
            entry.IsValid && target.IsZero,
            entry.Writable,
            entry.Dirty,
            state.ValueAt(target),
            cached.Valid,
            cached.Writable,
            entry.Exclusive,
            cached.Exclusive
        );
    }
}
