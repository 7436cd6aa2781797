using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>The list of the device faults that are under way, and the ids that they share with the open windows.</summary>
internal static class ActiveFaults
{
    /// <summary>With a device fault under way.</summary>
    public static State Enter(State state, int process, int device, PageRange range, out int id)
    {
        Process old = state.Processes[process];
        id = NextId(state);
        ActiveFault fault = new(id, device, range, BackedOff: false);
        return state.WithProcess(
            process,
            old with
            {
                Notifier = old.Notifier with { Faults = old.Notifier.Faults.Add(fault) },
            }
        );
    }

    /// <summary>Without a device fault; 0 is none.</summary>
    public static State Leave(State state, int process, int id)
    {
        if (id == 0)
        {
            return state;
        }

        Process old = state.Processes[process];
        Sequence<ActiveFault> rest = [.. old.Notifier.Faults.Where(fault => fault.Id != id)];
        return state.WithProcess(process, old with { Notifier = old.Notifier with { Faults = rest } });
    }

    /// <summary>Whether a fault for a device's mirror is under way.</summary>
    public static bool AnyOf(Notifier notifier, int device)
    {
        foreach (ActiveFault fault in notifier.Faults)
        {
            if (fault.Device == device)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The lowest number that no open window and no device fault of any process has.</summary>
    public static int NextId(State state)
    {
        int id = 1;
        while (IsTaken(state, id))
        {
            id++;
        }

        return id;
    }

    private static bool IsTaken(State state, int id)
    {
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Notifier notifier = state.Processes[process].Notifier;
            foreach (Window window in notifier.Windows)
            {
                if (window.Id == id)
                {
                    return true;
                }
            }

            foreach (ActiveFault fault in notifier.Faults)
            {
                if (fault.Id == id)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
