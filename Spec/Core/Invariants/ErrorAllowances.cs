namespace HmmSpec.Spec;

/// <summary>Which clause allows an error to leave what behind.</summary>
internal static class ErrorAllowances
{
    /// <summary>What an operation that ended in an error may have changed.</summary>
    public static ErrorAllowance Of(State before, Operation operation, Outcome outcome) =>
        // Released mirrors change no content, and what found a frame has moved (EVC-5).
        operation is Detach
        && outcome.Status == Status.ENOMEM
            ? ErrorAllowance.Places
        : operation is Remap remap ? OfRemap(before, remap, outcome.Status)
        // A fork that meets a page that it cannot copy has been told to mirrors, and lowered entries (EXC-10, PIN-4).
        : operation is Fork && outcome.Status == Status.ENOMEM ? ErrorAllowance.Places
        : OperationPlace.IsInWorld(before, operation) ? InWorld(before, operation, outcome)
        : ErrorAllowance.Nothing;

    private static ErrorAllowance InWorld(State before, Operation operation, Outcome outcome)
    {
        Status status = outcome.Status;
        return operation switch
        {
            Load load => status == Status.ENOMEM || IsLoss(before, status)
                ? OfAccess(before, load.Process, load.Page, write: false)
                : default,
            Store store => status == Status.ENOMEM || IsLoss(before, status)
                ? OfAccess(before, store.Process, store.Page, write: true)
                : default,
            Protect => status == Status.ENOMEM ? ErrorAllowance.FirstRights : default,
            // What lies before a locked VMA has been discarded by then (LCK-7).
            DontNeed it => status == Status.ENOMEM || (status == Status.EINVAL && HasLocked(before, it.Process))
                ? ErrorAllowance.RangeContents
                : default,
            Advise { Advice: Advice.Remove } => before.Files.Count > 0 ? ErrorAllowance.FileHoles : default,
            // What lies before a file's mapping or a locked one has been freed by then (ADV-10, LCK-7).
            Advise it => status == Status.ENOMEM
            || (status == Status.EINVAL && (before.Files.Count > 0 || HasLocked(before, it.Process)))
                ? ErrorAllowance.RangeContents
                : default,
            DeviceLoad it => IsOfFault(status) || HasLostMirror(before, it.Process, it.Device, status)
                ? ErrorAllowance.Places
                : default,
            DeviceStore it => IsOfFault(status) || HasLostMirror(before, it.Process, it.Device, status)
                ? ErrorAllowance.FirstStores
                : default,
            RangeFault it when HasLostMirror(before, it.Process, it.Device, status) => ErrorAllowance.Places,
            RangeFault fault => !IsOfFault(status) || !before.IsAttached(fault.Device) ? default
            : status == Status.ENOMEM ? ErrorAllowance.Places
            : ErrorAllowance.PlacesOutsideMirror,
            // What was faulted in before the migration failed has moved, or is lost (MIG-24).
            MigrateToDevice when before.Profile.MigrationFaultsPagesIn => status is Status.EFAULT or Status.ENOMEM
                ? ErrorAllowance.Places
                : default,
            MigrateToDevice or MigrateToSystem => HasMoved(outcome) ? ErrorAllowance.Places : default,
            // make-exclusive fails at the first page only (EXC-2), and that may have moved.
            MakeExclusive => IsOfFault(status) ? ErrorAllowance.Places : default,
            DeviceAtomic it when HasLostMirror(before, it.Process, it.Device, status) => ErrorAllowance.Places,
            Pin => status == Status.ENOMEM || IsLoss(before, status) ? ErrorAllowance.Places : default,
            // VMAs stay locked, and pages that were faulted in stay in (LCK-2, LCK-4).
            Mlock or Munlock => status is Status.ENOMEM or Status.EAGAIN ? ErrorAllowance.Places : default,

            // A page of the page cache is got as for a store, and the device does not get it (FIL-23).
            DeviceAtomic => IsOfFault(status) || (status == Status.EBUSY && before.Files.Count > 0)
                ? ErrorAllowance.Places
                : default,
            Remap
            or Map
            or MapFile
            or Unmap
            or Fork
            or Exit
            or SwapOut
            or Attach
            or Register
            or Unregister
            or Snapshot
            or Evict
            or WriteBack
            or DropCache
            or Truncate
            or PunchHole
            or Detach
            or Lose
            or FailUpdate
            or Compact
            or Unpin => ErrorAllowance.Nothing,
        };
    }

    // With FIXED what is looked at last has unmapped something by then (MRM-3, MRM-4).
    private static ErrorAllowance OfRemap(State before, Remap remap, Status status) =>
        remap.Flags.HasFlag(RemapFlags.MayMove | RemapFlags.Fixed)
        && status is Status.EFAULT or Status.EINVAL or Status.ENOMEM
        && before.IsAlive(remap.Process)
            ? ErrorAllowance.Unmapping
            : ErrorAllowance.Nothing;

    /// <summary>Whether an access may have lost the page that it wanted (RET-10).</summary>
    private static bool IsLoss(State before, Status status) =>
        before.Profile.DevicePagesNeedTheirMirror && status is Status.SIGBUS or Status.EFAULT;

    private static bool HasLocked(State before, int process) =>
        before.IsAlive(process) && before.Processes[process].Space.Vmas.Any(static vma => vma.IsLocked);

    /// <summary>Whether it is an error of a device fault, as opposed to one of its arguments (FLT-5..7, FLT-10, DMA-2).</summary>
    private static bool IsOfFault(Status status) =>
        status is Status.EFAULT or Status.EPERM or Status.EACCES or Status.ENOMEM;

    /// <summary>Whether the mirror was there, and was killed by what the operation had to do first (MIR-19).</summary>
    private static bool HasLostMirror(State before, int process, int device, Status status) =>
        status == Status.ENODEV
        && before.IsAlive(process)
        && before.IsAttached(device)
        && before.Processes[process].Mirrors[device].FailsNextUpdate;

    /// <summary>
    /// An access that found no memory at once changed nothing. One that had a page brought back first may have moved it,
    /// and the way back itself ends with the page where it was, but out of the device's mirror (RET-2).
    /// </summary>
    private static ErrorAllowance OfAccess(State before, int process, int page, bool write) =>
        before.Processes[process].PageTable[page].Kind switch
        {
            PteKind.DevicePrivate => ErrorAllowance.Places,
            PteKind.Swap => write ? ErrorAllowance.Places : ErrorAllowance.Nothing,
            PteKind.None or PteKind.Present or PteKind.ProtNone or PteKind.Migration or PteKind.DeviceExclusive =>
                ErrorAllowance.Nothing,
            PteKind.Poisoned => ErrorAllowance.Nothing,
        };

    /// <summary>Whether a migration got past its first page (MIG-2); before that it was refused (FLT-11).</summary>
    private static bool HasMoved(Outcome outcome) =>
        outcome is { Status: Status.EINVAL, Pages.Count: > 0 } && outcome.Pages[0] != PageResult.NotReached;
}
