namespace HmmSpec.Spec;

/// <summary>
/// Something that the kernel or a driver does by its own choice (CON-7): nobody asked for it, and a program cannot notice.
/// An oracle takes it to have happened only where what was seen cannot be explained otherwise.
/// </summary>
[Closed]
public abstract record Spontaneous;

/// <summary>Reclaim takes a page of system memory.</summary>
public sealed record Reclaim(int Process, int Page) : Spontaneous;

/// <summary>A page in a device's memory comes back to system memory for all processes that map it, or one from swap.</summary>
public sealed record BringBack(int Process, int Page) : Spontaneous;

/// <summary>A driver drops an entry from its mirror.</summary>
public sealed record DropEntry(int Process, int Device, int Page) : Spontaneous;

/// <summary>A page is faulted in that nobody has used, or its sharing is broken.</summary>
public sealed record Populate(int Process, int Page, bool Write) : Spontaneous;

/// <summary>
/// An entry for device memory of its own allows stores as its VMA does, as if it had been written before it moved.
/// </summary>
public sealed record GainWrite(int Process, int Page) : Spontaneous;

/// <summary>A driver enters a page into its mirror that it has not been asked for.</summary>
public sealed record Prefetch(int Process, int Device, int Page, bool Write) : Spontaneous;

/// <summary>
/// A zeroed frame takes the place of the shared zero frame or of an empty entry, as if a read fault had chosen so (MAP-10),
/// or the other way round.
/// </summary>
public sealed record ReplaceZero(int Process, int Page) : Spontaneous;

/// <summary>
/// A driver has kept its entry for a page that its device has for itself, over an invalidation that changed nothing: of its own
/// migration, which passed by that page.
/// </summary>
public sealed record KeepExclusive(int Process, int Device, int Page) : Spontaneous;

/// <summary>The kernel forgets that a page is lazily free: from then on it is reclaimed as one that was written.</summary>
public sealed record EndLazyFree(int Process, int Page) : Spontaneous;

/// <summary>A page of a file that nobody maps leaves the page cache, written to storage, or to swap, if it was dirty.</summary>
public sealed record Uncache(int File, int Index) : Spontaneous;

/// <summary>A mirror whose next update will fail is told of an invalidation without a reason, and is killed (MIR-19).</summary>
public sealed record KillMirror(int Process, int Device) : Spontaneous;
