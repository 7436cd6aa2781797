using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>What stands behind the pages of a VMA.</summary>
[Closed]
public enum BackingKind
{
    /// <summary>Nothing: private anonymous memory, which begins with zeros.</summary>
    Anonymous,

    /// <summary>A file, until the process stores to a page and gets a copy of its own (MAP_PRIVATE).</summary>
    Private,

    /// <summary>A file, which all who map it share (MAP_SHARED).</summary>
    Shared,
}

/// <summary>What stands behind the pages of a VMA, and which page of it behind which.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="File">The file; 0 for anonymous memory.</param>
/// <param name="Shift">
/// What has to be added to a page's number for the index of the file's page behind it; 0 for anonymous memory. So the two
/// parts of a VMA that is split have the same backing, and neighbours that go on in the file too.
/// </param>
public readonly record struct Backing(BackingKind Kind, int File, int Shift) : IHash64
{
    /// <summary>Private anonymous memory.</summary>
    public static Backing Anonymous => default;

    /// <summary>Whether there is a file.</summary>
    public bool IsFile => Kind != BackingKind.Anonymous;

    /// <summary>Whether stores go to the file's pages themselves.</summary>
    public bool IsShared => Kind == BackingKind.Shared;

    /// <inheritdoc/>
    public ulong Hash64 => Mix.Triple((ulong)Kind, (ulong)(uint)File, (ulong)(uint)Shift);

    /// <summary>The page of the file that stands behind a page.</summary>
    public FileAddress At(int page) => new(File, page + Shift);

    /// <summary>The same behind pages so many further on (MRM-10); anonymous memory has no place.</summary>
    public Backing Moved(int distance) => IsFile ? this with { Shift = Shift - distance } : this;

    /// <summary>A file mapped from a page on.</summary>
    /// <param name="shared">Whether stores go to the file.</param>
    /// <param name="file">The file.</param>
    /// <param name="start">The first page of the mapping.</param>
    /// <param name="offset">The index of the file's page behind it.</param>
    public static Backing OfFile(bool shared, int file, int start, int offset) =>
        new(shared ? BackingKind.Shared : BackingKind.Private, file, offset - start);
}
