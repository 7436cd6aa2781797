namespace HmmSpec.Spec;

/// <summary>Informally: a page of a memory file is in memory, in swap, or zeros.</summary>
/// <remarks>
/// For every page of a memory file: storage has nothing of it. If it names a slot of swap, the slot is in use, that page
/// alone names it, no frame is its cached copy, and the page cache has no frame of the page; and then the file does not
/// end before it, unless a truncation is under way. A page of another file names no slot.
/// </remarks>
[Invariant("INV-63")]
[Clause("FIL-30")]
public sealed class MemoryFilePagesAreInOnePlace : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-63";

    /// <inheritdoc/>
    public string Clause => "FIL-30";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        if (state.World.MemoryFiles == 0)
        {
            return null;
        }

        for (int file = 0; file < state.Files.Count; file++)
        {
            for (int index = 0; index < state.World.FilePages; index++)
            {
                if (Flaw(state, new FileAddress(file, index)) is string flaw)
                {
                    return this.Broken($"page {index} of f{file} {flaw}");
                }
            }
        }

        return null;
    }

    private static string? Flaw(State state, FileAddress address)
    {
        FilePage page = state.FilePageAt(address);
        bool isMemory = state.World.IsMemoryFile(address.File);
        return isMemory && page.Stored != 0 ? $"has {page.Stored} on storage, and its file has none"
            : page.Slot == -1 ? null
            : !isMemory ? $"is in slot {page.Slot} of swap, and its file has storage"
            : page.Cached >= 0 ? $"is in slot {page.Slot} of swap and in frame {page.Cached}"
            : (uint)page.Slot >= (uint)state.Swap.Capacity || !state.Swap.IsUsed(page.Slot)
                ? $"is in slot {page.Slot} of swap, which is not in use"
            : state.Swap[page.Slot] is not { References: 1, Cached: -1 }
                ? $"is in slot {page.Slot} of swap, which others use"
            : !state.Has(address) && !state.Files[address.File].Locked
                ? $"is in slot {page.Slot} of swap, though the file ends before it"
            : null;
    }
}
