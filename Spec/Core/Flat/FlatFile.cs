using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A file as flat memory knows it: a length and values, no page cache and no storage.</summary>
/// <param name="Length">How many pages it has.</param>
/// <param name="Pages">The value of each page that it can have; 0 beyond the length.</param>
public sealed record FlatFile(int Length, Table<FlatPage> Pages) : IHash64
{
    /// <inheritdoc/>
    public ulong Hash64 => Mix.Pair((ulong)Length, Pages.Hash64);

    /// <summary>A file at the start of a run (FIL-1).</summary>
    public static FlatFile Initial(World world, int file) =>
        new(
            world.FilePages,
            Table<FlatPage>.Create(
                world.FilePages,
                index => new FlatPage(FileObject.FirstValue(world, file, index), Leaving: false)
            )
        );

    /// <summary>Whether it has a page of this index.</summary>
    public bool Has(int index) => (uint)index < (uint)Length;

    /// <summary>Whether the page was cut off and can still be reached.</summary>
    public bool IsLeaving(int index) => (uint)index < (uint)Pages.Count && Pages[index].Leaving;
}
