using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Where Linux opens other windows than the reference, and nobody misses one (ND-4).</summary>
internal static class OtherWindows
{
    /// <summary>
    /// Whether nothing would change in a window, so that it may be left out: no page has an entry (change_pmd_range), or a fork
    /// finds a VMA in which no page was ever stored to (vma_needs_copy).
    /// </summary>
    /// <param name="before">The state before the operation.</param>
    /// <param name="needed">The start of the window.</param>
    public static bool IsNeedless(State before, Event needed)
    {
        Table<Pte> table = before.Processes[needed.Process].PageTable;
        for (int page = needed.Range.Start; page < needed.Range.End; page++)
        {
            bool isUntouched = needed.Kind switch
            {
                EventKind.ProtectionVma => table[page].Kind == PteKind.None,
                EventKind.ProtectionPage => IsNeverStored(before, table[page]),
                EventKind.Unmap or EventKind.Clear or EventKind.Release or EventKind.Migrate or EventKind.Exclusive =>
                    false,
            };
            if (!isUntouched)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The windows that together cover a needed one, VMA by VMA as the kernel has them, with every mirror told whose interval
    /// they meet; empty if there are none.
    /// </summary>
    /// <param name="before">The state before the operation.</param>
    /// <param name="needed">The start of the needed window.</param>
    /// <param name="devices">Whose mirrors have to be told.</param>
    /// <param name="seen">The windows that may serve: where they start, and who was told in them.</param>
    public static IReadOnlyList<int> Pieces(
        State before,
        Event needed,
        ulong devices,
        IEnumerable<(int Index, PageRange Range, ulong Told)> seen
    )
    {
        Table<Mirror> mirrors = before.Processes[needed.Process].Mirrors;
        List<int> pieces = [];
        int covered = needed.Range.Start;
        foreach ((int index, PageRange range, ulong told) in seen.OrderBy(static window => window.Range.Start))
        {
            if (covered >= needed.Range.End || range.Start > covered)
            {
                break;
            }

            bool isTold = Enumerable
                .Range(0, mirrors.Count)
                .Where(device => (devices >> device & 1) != 0 && mirrors[device].Interval.Overlaps(range))
                .All(device => (told >> device & 1) != 0);
            if (isTold && range.End > covered)
            {
                pieces.Add(index);
                covered = range.End;
            }
        }

        return covered >= needed.Range.End ? pieces : [];
    }

    private static bool IsNeverStored(State before, Pte pte) =>
        pte.Kind == PteKind.None
        || (
            pte is { IsMapped: true, Writable: false, Dirty: false }
            && (pte.Target.IsZero || before.FrameAt(pte.Target).File is not null)
        );
}
