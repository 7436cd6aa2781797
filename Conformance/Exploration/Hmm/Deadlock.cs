using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>Says who waits for what where nobody can move.</summary>
internal static class Deadlock
{
    /// <summary>One sentence.</summary>
    public static string Describe(Interleaving interleaving)
    {
        IEnumerable<string> waiting = interleaving
            .Activities.Select(static (activity, agent) => (Activity: activity, Agent: agent))
            .Where(static open => open.Activity is not null)
            .Select(open =>
                $"{ConcurrentScenario.NameOf(open.Agent)} ({open.Activity!.GetType().Name}) waits for "
                + $"{Of(open.Activity.Next(interleaving.State).Blocked)}"
            );
        return EveryOperationEnds.Broken($"deadlock: {string.Join(", ", waiting)}").ToString();
    }

    private static string Of(Blocked blocked) =>
        blocked switch
        {
            Blocked.No => "nothing",
            Blocked.MmapLock => "the mmap lock",
            Blocked.PageLock => "a page lock",
            Blocked.DriverLock => "a driver's lock",
            Blocked.Window => "a window to close",
            Blocked.DeviceFault => "a device fault to end",
            Blocked.MigrationEntry => "a migration to end",
        };
}
