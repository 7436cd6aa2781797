using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A page of a file: what storage holds, the page cache's copy of it, and the slot of swap that it is in.</summary>
/// <param name="Stored">What storage holds; zero in a hole, beyond the end, and of a memory file.</param>
/// <param name="Cached">The frame of system memory that holds the page (the page cache), or -1.</param>
/// <param name="Slot">Of a memory file: the slot of swap that holds the page, or -1.</param>
public readonly record struct FilePage(ulong Stored, int Cached, int Slot = -1) : IHash64
{
    /// <summary>A page of which nothing is stored and nothing cached.</summary>
    public static FilePage Empty => new(0, -1);

    /// <inheritdoc/>
    public ulong Hash64 => Mix.Pair(Stored, (uint)Cached) + (Slot < 0 ? 0 : Mix.Finish((uint)Slot + 1UL));
}

/// <summary>A file: its length, and its pages (struct inode and its address_space).</summary>
/// <param name="Length">How many pages it has; an access beyond them is refused.</param>
/// <param name="Pages">As many pages as a file can have, those beyond the length empty.</param>
public sealed record FileObject(int Length, Table<FilePage> Pages) : IHash64
{
    /// <summary>Whether a truncation or a hole punch has it for itself (i_rwsem, held for writing).</summary>
    public bool Locked { get; init; }

    /// <inheritdoc/>
    public ulong Hash64 => Mix.Triple((ulong)Length, Pages.Hash64, Locked ? 1UL : 0);

    /// <summary>
    /// A file at the start of a run: as long as can be, nothing cached, and on storage a value in each page that no other
    /// page of any file has, so that none can be taken for another (FIL-1); a memory file holds zeros (FIL-24).
    /// </summary>
    public static FileObject Initial(World world, int file) =>
        new(
            world.FilePages,
            Table<FilePage>.Create(
                world.FilePages,
                index => FilePage.Empty with { Stored = FirstValue(world, file, index) }
            )
        );

    /// <summary>What a page of a file holds at the start of a run.</summary>
    public static ulong FirstValue(World world, int file, int index) =>
        world.IsMemoryFile(file) ? 0 : ((ulong)(uint)(file + 1) << 16) + (uint)index;
}
