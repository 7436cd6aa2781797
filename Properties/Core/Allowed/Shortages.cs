using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether memory or IOVAs can be used up at all, whatever happens by itself: only if more pages may be in use than there are
/// frames, or entered into mirrors than there are IOVAs.
/// </summary>
internal static class Shortages
{
    /// <summary>Whether something short can be the cause of how an operation was answered.</summary>
    public static bool CanCause(State state, Operation operation, Answer answer)
    {
        Status status = answer.Outcome.Status;
        if (!answer.IsKnown || status == Status.Ok)
        {
            return false;
        }

        if (operation is MakeExclusive or DeviceAtomic or Detach && status == Status.ENOMEM && FramesCanRunOut(state))
        {
            return true;
        }

        // A page has to be made, or brought in, before it can go to a device (MIG-24).
        if (operation is MigrateToDevice && state.Profile.MigrationFaultsPagesIn)
        {
            return status is Status.ENOMEM or Status.EFAULT && FramesCanRunOut(state);
        }

        int? device =
            (operation as DeviceLoad)?.Device
            ?? (operation as DeviceStore)?.Device
            ?? (operation as RangeFault)?.Device
            ?? (operation as DeviceAtomic)?.Device;
        return device is { } asking
            ? OfDevice(state, asking, status)
            : (
                (operation is Load or Store or Pin && status == Status.ENOMEM)
                || (operation is Mlock && status == Status.EAGAIN)
            ) && FramesCanRunOut(state);
    }

    private static bool OfDevice(State state, int device, Status status) =>
        (status == state.Profile.OutOfMemoryFaultError && FramesCanRunOut(state))
        || (status == Status.ENOMEM && state.IsAttached(device) && IovasCanRunOut(state, device));

    // The page that finds no frame has none, or shares one; and pages of files are cached, and others pinned.
    private static bool FramesCanRunOut(State state)
    {
        int pages = 0;
        for (int process = 0; process < state.World.Processes; process++)
        {
            for (int page = 0; state.IsAlive(process) && page < state.World.Pages; page++)
            {
                pages += state.Processes[process].Space.TryFind(page, out _) ? 1 : 0;
            }
        }

        return pages + (state.World.AllFiles * state.World.FilePages) + state.World.Pins > state.World.Frames;
    }

    /// <summary>Whether the IOVAs of a device can be used up.</summary>
    public static bool IovasCanRunOut(State state, int device)
    {
        int pages = 0;
        for (int process = 0; process < state.World.Processes; process++)
        {
            Mirror mirror = state.Processes[process].Mirrors[device];
            for (int page = 0; state.IsAlive(process) && mirror.IsOpen && page < state.World.Pages; page++)
            {
                pages += mirror.Interval.Contains(page) && state.Processes[process].Space.IsReadable(page) ? 1 : 0;
            }
        }

        return state.Devices[device].Dma == DmaKind.Iommu && pages > state.Devices[device].Iovas.Capacity;
    }
}
