namespace HmmSpec.Spec;

/// <summary>What excuses a disagreement in the middle of an operation, as far as a state shows it.</summary>
internal static class InFlight
{
    /// <summary>Whether a window over a page is open of which a device's mirror has not been told yet.</summary>
    public static bool IsUntold(Process process, int device, int page)
    {
        foreach (Window window in process.Notifier.Windows)
        {
            if ((window.Pending >> device & 1) != 0 && window.Range.Contains(page))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any window over a page is open.</summary>
    public static bool IsInWindow(Process process, int page)
    {
        foreach (Window window in process.Notifier.Windows)
        {
            if (window.Range.Contains(page))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a migration holds the page that is at a target: a device keeps its own entries of it until the migration
    /// silences them, before anything is copied (MIG-8).
    /// </summary>
    public static bool IsMigrating(State state, Pte pte, Target target) =>
        pte.Kind == PteKind.Migration && pte.Target == target && Places.IsLocked(state, target);
}
