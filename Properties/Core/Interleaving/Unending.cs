using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What is said of agents that do not come to an end.</summary>
public static class Unending
{
    /// <summary>Each waits for another.</summary>
    public static Violation Deadlock(Interleaving now)
    {
        string waiting = "";
        for (int agent = 0; agent < now.Activities.Count; agent++)
        {
            if (now.Activities[agent] is not null)
            {
                waiting +=
                    $"{(waiting.Length == 0 ? "" : ", ")}{AgentNames.Of(agent)} for {WordOf(now.Next(agent).Blocked)}";
            }
        }

        return EveryOperationEnds.Broken($"all wait: {waiting}");
    }

    /// <summary>They take turns fairly, and some take ever more steps.</summary>
    public static Violation Endless(int steps) =>
        EveryOperationEnds.Broken($"after {steps} more steps, each taking its turn, there is no end");

    /// <summary>A step ended in an exception.</summary>
    public static Violation Crash(Operation operation, Exception exception) =>
        EveryOperationEnds.Broken(
            $"{OperationText.Format(operation)}: {exception.GetType().Name}: {exception.Message}"
        );

    private static string WordOf(Blocked blocked) =>
        blocked switch
        {
            Blocked.No => "nothing",
            Blocked.MmapLock => "the mmap lock",
            Blocked.PageLock => "a page lock",
            Blocked.DriverLock => "a driver lock",
            Blocked.Window => "a window",
            Blocked.MigrationEntry => "a migration entry",
            Blocked.DeviceFault => "a device fault",
            Blocked.FileLock => "a file lock",
        };
}
