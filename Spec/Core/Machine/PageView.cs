namespace HmmSpec.Spec;

/// <summary>
/// A page of a process as it can be compared between implementations: everything but the numbers of frames, slots and
/// IOVAs.
/// </summary>
/// <param name="IsMapped">Whether a VMA covers the page.</param>
/// <param name="Protection">The rights of that VMA.</param>
/// <param name="Kind">What its page-table entry is.</param>
/// <param name="Device">Of an entry for device memory, or migrating from there: the device; else -1.</param>
/// <param name="IsZero">Whether the entry maps the shared zero frame.</param>
/// <param name="Writable">Whether the entry allows stores.</param>
/// <param name="Dirty">Its dirty bit.</param>
/// <param name="Young">Its accessed bit.</param>
/// <param name="Value">The content (<see cref="State.ContentOf(int, int)"/>).</param>
/// <param name="Mappings">The mappings of the frame or device frame, or the references of the swap slot; 0 for none.</param>
/// <param name="References">The references of the frame or device frame; 0 for none.</param>
/// <param name="FrameDirty">The dirty flag of the frame or device frame.</param>
/// <param name="Cached">Whether the TLB of the process's CPU has a translation.</param>
/// <param name="CachedWritable">Whether stores may use it.</param>
public readonly record struct PageView(
    bool IsMapped,
    Protection Protection,
    PteKind Kind,
    int Device,
    bool IsZero,
    bool Writable,
    bool Dirty,
    bool Young,
    ulong Value,
    int Mappings,
    int References,
    bool FrameDirty,
    bool Cached,
    bool CachedWritable
)
{
    /// <summary>Whether the frame or device frame is lazily free.</summary>
    public bool LazyFree { get; init; }

    /// <summary>What the mapping is besides its rights.</summary>
    public VmaFlags Flags { get; init; }

    /// <summary>What stands behind the VMA's pages.</summary>
    public Backing Backing { get; init; }

    /// <summary>The page of a file whose cached copy the frame is, or null.</summary>
    public FileAddress? File { get; init; }

    /// <summary>The view of a page of a state.</summary>
    public static PageView Of(State state, int process, int page)
    {
        Process owner = state.Processes[process];
        Pte pte = owner.PageTable[page];
        Translation cached = owner.Tlb[page];
        bool mapped = owner.Space.TryFind(page, out Vma vma);
        bool framed = pte.Kind is not (PteKind.None or PteKind.Swap or PteKind.Poisoned) && !pte.Target.IsZero;
        Frame frame = framed ? state.FrameAt(pte.Target) : default;
        return new PageView(
            mapped,
            mapped ? vma.Protection : Protection.None,
            pte.Kind,
            framed ? pte.Target.Device : -1,
            pte.IsMapped && pte.Target.IsZero,
            pte.Writable,
            pte.Dirty,
            pte.Young,
            state.ContentOf(process, page),
            pte.Kind == PteKind.Swap ? state.Swap[pte.Slot].References : frame.Mappings,
            frame.References,
            frame.Dirty,
            cached.Valid,
            cached.Writable
        )
        {
            LazyFree = frame.LazyFree,
            Flags = mapped ? vma.Flags : VmaFlags.None,
            Backing = mapped ? vma.Backing : Backing.Anonymous,
            File = frame.File,
        };
    }
}
