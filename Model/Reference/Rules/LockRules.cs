using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Which pages are locked.</summary>
internal static class LockRules
{
    /// <summary>Whether any process maps a frame in a locked VMA (LCK-6).</summary>
    [Clause("LCK-6")]
    public static bool IsLocked(State state, Target target)
    {
        // Nearly always nothing is locked at all.
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            foreach (Vma vma in process.Space.Vmas)
            {
                for (int page = vma.Range.Start; vma.IsLocked && page < vma.Range.End; page++)
                {
                    if (process.PageTable[page].CountsAsMapping && process.PageTable[page].Target == target)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The first pages of a range that are mapped, up to the first that is not.</summary>
    public static PageRange Head(State state, int process, PageRange range)
    {
        AddressSpace space = state.Processes[process].Space;
        int end = range.Start;
        while (end < range.End && space.TryFind(end, out Vma vma))
        {
            end = Math.Min(vma.Range.End, range.End);
        }

        return PageRange.Between(range.Start, end);
    }

    /// <summary>With what is mapped in a range locked, or not any more.</summary>
    public static State Mark(State state, int process, PageRange range, bool locked)
    {
        Process old = state.Processes[process];
        return state.WithProcess(process, old with { Space = old.Space.Locked(range, locked) });
    }
}
