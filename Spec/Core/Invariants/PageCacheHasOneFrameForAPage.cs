namespace HmmSpec.Spec;

/// <summary>Informally: a page of a file is cached once.</summary>
/// <remarks>
/// For every page of every file of which a frame is cached: the frame is in use, names that page, and is not in the swap
/// cache; and every frame that names a page of a file is the one that is cached of it. A page beyond its file's end is not
/// cached, unless a truncation is under way.
/// </remarks>
[Invariant("INV-60")]
[Clause("FIL-2")]
public sealed class PageCacheHasOneFrameForAPage : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-60";

    /// <inheritdoc/>
    public string Clause => "FIL-2";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int file = 0; file < state.Files.Count; file++)
        {
            for (int index = 0; index < state.World.FilePages; index++)
            {
                FileAddress address = new(file, index);
                int cached = state.FilePageAt(address).Cached;
                if (cached != -1 && Flaw(state, address, cached) is string flaw)
                {
                    return this.Broken($"page {index} of f{file} is cached in frame {cached}, {flaw}");
                }
            }
        }

        for (int number = 0; state.Files.Count > 0 && number < state.Memory.Capacity; number++)
        {
            if (state.Memory[number].File is FileAddress page && state.FilePageAt(page).Cached != number)
            {
                return this.Broken(
                    $"frame {number} is a copy of page {page.Index} of f{page.File}, which the page cache does not know"
                );
            }
        }

        return null;
    }

    private static string? Flaw(State state, FileAddress address, int cached) =>
        (uint)cached >= (uint)state.Memory.Capacity || !state.Memory.IsUsed(cached) ? "which is not in use"
        : state.Memory[cached].File != address ? "which is not that page's"
        : state.Memory[cached].Slot >= 0 ? "which is in the swap cache too"
        : state.Memory[cached].References < 1 ? "which has no reference"
        : !state.Has(address) && !state.Files[address.File].Locked ? "though the file ends before it"
        : null;
}
