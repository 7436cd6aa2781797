using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>What a commit means to memory as the program sees it.</summary>
[Closed]
public enum FlatEffectKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A range is mapped, and reads as zeros, or as the file that is mapped.</summary>
    Map,

    /// <summary>
    /// A range is going: until it is no longer mapped, an access to it may succeed as before or be refused. (No mapping
    /// can come in between, for that needs the mmap lock for writing.)
    /// </summary>
    Leave,

    /// <summary>A range is no longer mapped.</summary>
    Unmap,

    /// <summary>The mapped pages of a range get other rights.</summary>
    Protect,

    /// <summary>The pages of a range read as zeros again, or as the file that is mapped.</summary>
    Discard,

    /// <summary>A child comes to be, with nothing mapped.</summary>
    Create,

    /// <summary>A child gets a range of its parent: the mapping, the rights, the backing and the contents.</summary>
    Copy,

    /// <summary>A process is gone.</summary>
    Exit,

    /// <summary>A load delivered a value.</summary>
    Load,

    /// <summary>A store was done.</summary>
    Store,

    /// <summary>A load was refused for want of a right.</summary>
    RefusedLoad,

    /// <summary>A store was refused for want of a right.</summary>
    RefusedStore,

    /// <summary>An atomic access delivered a value and added another to it.</summary>
    Add,

    /// <summary>The contents of a range are at another place now, and the range itself reads as zeros.</summary>
    Move,

    /// <summary>The contents of a range may be dropped until the next store.</summary>
    LazyFree,

    /// <summary>The contents of a page that may be dropped are: it reads as zeros.</summary>
    Drop,

    /// <summary>A range is marked for fork.</summary>
    Advise,

    /// <summary>An access was refused because the file behind the page ends before it (SIGBUS).</summary>
    BeyondEnd,

    /// <summary>The kernel read a page of a private file mapping, to make the process's own copy of it (FIL-6).</summary>
    Fetch,

    /// <summary>The process's own copy, as it was fetched, took the place of the file's page (FIL-6).</summary>
    PutCopy,

    /// <summary>Both in one step.</summary>
    TakeCopy,

    /// <summary>
    /// A file gets another length, where the range begins; the pages of the range are cut off, and until they are zeros an
    /// access to them may succeed as before or be refused.
    /// </summary>
    SetLength,

    /// <summary>Pages of a file become zeros.</summary>
    ZeroFile,

    /// <summary>The contents of pages are lost.</summary>
    Lose,

    /// <summary>An access was refused because the content is lost.</summary>
    RefusedLost,

    /// <summary>What is mapped in a range is locked, or not any more.</summary>
    Lock,
}

/// <summary>The effect of one commit on flat memory.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Process">To which process.</param>
/// <param name="Range">To which pages.</param>
/// <param name="Value">Of a load or a store: the value; of an atomic access: what it delivered.</param>
/// <param name="Protection">Of a mapping or a change of rights: the rights.</param>
/// <param name="Child">Of a creation or a copy: the process that receives.</param>
/// <param name="Added">Of an atomic access: what it added.</param>
public readonly record struct FlatEffect(
    FlatEffectKind Kind,
    int Process,
    PageRange Range,
    ulong Value,
    Protection Protection,
    int Child,
    ulong Added = 0
)
{
    /// <summary>Of a move: the first page of the new place.</summary>
    public int NewStart { get; init; }

    /// <summary>Of a mapping: what it is besides its rights; of a lock: whether it is.</summary>
    public VmaFlags Flags { get; init; }

    /// <summary>Of a copy: whether it is of a page that may be dropped before its whole range counts as copied.</summary>
    public bool IsEarly { get; init; }

    /// <summary>
    /// Of an early copy: whether what the parent stores until its range counts as copied is the child's too, for they share the
    /// frame.
    /// </summary>
    public bool IsShared { get; init; }

    /// <summary>Of an advice: which.</summary>
    public Advice Advice { get; init; }

    /// <summary>Of a store: whether what may be dropped still may (ADV-6).</summary>
    public bool KeepsLazyFree { get; init; }

    /// <summary>Of a mapping or a copy: what stands behind the pages; of a change of a file: the file.</summary>
    public Backing Backing { get; init; }

    /// <summary>Of a loss: which pages of which processes.</summary>
    public Sequence<PageAddress> Lost { get; init; }

    /// <summary>No effect.</summary>
    public static FlatEffect None => default;

    /// <summary>An effect on a range that needs no more to be said.</summary>
    public static FlatEffect On(FlatEffectKind kind, int process, PageRange range) =>
        new(kind, process, range, 0, Protection.None, -1);

    /// <summary>An access to one page.</summary>
    public static FlatEffect Access(int process, int page, bool write, ulong value) =>
        new(
            write ? FlatEffectKind.Store : FlatEffectKind.Load,
            process,
            new PageRange(page, 1),
            value,
            Protection.None,
            -1
        );

    /// <summary>An effect on pages of a file.</summary>
    public static FlatEffect OnFile(FlatEffectKind kind, int file, PageRange pages) =>
        On(kind, 0, pages) with
        {
            Backing = new Backing(BackingKind.Shared, file, 0),
        };

    /// <summary>Something that has to do with the value of one page.</summary>
    public static FlatEffect OfValue(FlatEffectKind kind, int process, int page, ulong value) =>
        On(kind, process, new PageRange(page, 1)) with
        {
            Value = value,
        };

    /// <summary>An atomic access to one page.</summary>
    public static FlatEffect Add(int process, int page, ulong delivered, ulong added) =>
        On(FlatEffectKind.Add, process, new PageRange(page, 1)) with
        {
            Value = delivered,
            Added = added,
        };

    /// <summary>A range that is locked, or not any more.</summary>
    public static FlatEffect Lock(int process, PageRange range, bool locked) =>
        On(FlatEffectKind.Lock, process, range) with
        {
            Flags = locked ? VmaFlags.Locked : VmaFlags.None,
        };

    /// <summary>An access that was refused.</summary>
    public static FlatEffect Refused(int process, int page, bool write) =>
        On(write ? FlatEffectKind.RefusedStore : FlatEffectKind.RefusedLoad, process, new PageRange(page, 1));
}
