namespace HmmSpec.Spec;

/// <summary>Informally: a swap slot is kept as long as it is needed, and its copy in memory is the same page.</summary>
/// <remarks>
/// For every slot: its references are the swap entries and the pages of memory files that name it, and it is in use exactly if there are any, unless
/// reclaim is filling it (its cached frame is locked). If it has a cached frame, that one is in use, names the slot, and
/// holds its value, unless it is locked. Every frame that names a slot is that slot's cached frame.
/// </remarks>
[Invariant("INV-14")]
[Clause("RCL-5")]
public sealed class SwapSlotsCountTheirEntries : IStateInvariant
{
    private const int OnStack = 256;

    /// <inheritdoc/>
    public string Id => "INV-14";

    /// <inheritdoc/>
    public string Clause => "RCL-5";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        int slots = state.Swap.Capacity;
        Span<int> named = slots <= OnStack ? stackalloc int[slots] : new int[slots];
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Data.Table<Pte> table = state.Processes[process].PageTable;
            for (int page = 0; page < table.Count; page++)
            {
                Pte pte = table[page];
                if (pte.Kind == PteKind.Swap)
                {
                    if ((uint)pte.Slot >= (uint)slots)
                    {
                        return this.Broken($"{InvariantSentences.Page(process, page)}: there is no slot {pte.Slot}");
                    }

                    named[pte.Slot]++;
                }
            }
        }

        if (NameByFiles(state, named) is string beyond)
        {
            return this.Broken(beyond);
        }

        for (int slot = 0; slot < slots; slot++)
        {
            if (Flaw(state, slot, named[slot]) is string flaw)
            {
                return this.Broken($"slot {slot}: {flaw}");
            }
        }

        for (int frame = 0; frame < state.Memory.Capacity; frame++)
        {
            int slot = state.Memory[frame].Slot;
            if (slot >= 0 && (slot >= slots || state.Swap[slot].Cached != frame))
            {
                return this.Broken($"frame {frame} names slot {slot}, but is not its cached copy");
            }
        }

        return null;
    }

    private static string? NameByFiles(State state, Span<int> named)
    {
        for (int file = state.World.Files; file < state.Files.Count; file++)
        {
            Data.Table<FilePage> pages = state.Files[file].Pages;
            for (int index = 0; index < pages.Count; index++)
            {
                int slot = pages[index].Slot;
                if (slot >= named.Length)
                {
                    return $"page {index} of f{file}: there is no slot {slot}";
                }

                if (slot >= 0)
                {
                    named[slot]++;
                }
            }
        }

        return null;
    }

    private static string? Flaw(State state, int number, int named)
    {
        SwapSlot slot = state.Swap[number];
        bool cached = (uint)slot.Cached < (uint)state.Memory.Capacity;
        bool filling = cached && state.Memory[slot.Cached].Locked;
        bool used = state.Swap.IsUsed(number);
        return slot.References != named
                ? $"it counts {slot.References} references, and {named} entries and pages of files name it"
            : used && named == 0 && !filling ? "it is in use, and nothing names it"
            : !used && (named > 0 || cached) ? "it is free, and something names it"
            : slot.Cached < 0 ? null
            : !cached || !state.Memory.IsUsed(slot.Cached) || state.Memory[slot.Cached].Slot != number
                ? $"its cached frame {slot.Cached} does not name it"
            : !filling && state.Memory[slot.Cached].Value != slot.Value
                ? $"it holds {slot.Value}, and its cached frame {slot.Cached} holds {state.Memory[slot.Cached].Value}"
            : null;
    }
}
