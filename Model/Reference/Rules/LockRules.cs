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
}
