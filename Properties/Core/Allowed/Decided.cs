using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether that an operation ended otherwise than it could is decided: by the address space, which nothing changes by itself,
/// unless something is short.
/// </summary>
internal static class Decided
{
    /// <summary>Whether nothing that happens by itself makes the operation end so.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="allowed">How it may end there.</param>
    /// <param name="answer">How it ended.</param>
    public static bool Is(State state, Operation operation, Outcome allowed, Answer answer) =>
        operation is Attach or Map or Unmap or Protect or DontNeed or Fork or Exit or Register or Unregister
        || (
            operation is Load or Store or DeviceLoad or DeviceStore or RangeFault or Snapshot
            && !IsOfShortage(state, allowed.Status)
            && (!IsOfShortage(state, answer.Outcome.Status) || !CanBeShort(state, operation))
            && !IsOfOwnPage(state, operation)
        );

    private static bool IsOfShortage(State state, Status status) =>
        status == Status.ENOMEM || status == state.Profile.OutOfMemoryFaultError;

    // In Linux 6.1 a read-only page in the device's memory ends a store otherwise than one in system memory (FLT-10).
    private static bool IsOfOwnPage(State state, Operation operation) =>
        !state.Profile.OwnReadOnlyPageIsFaulted && operation is DeviceStore or RangeFault;

    // Each page has a frame at most, and each entry of a mirror an IOVA.
    private static bool CanBeShort(State state, Operation operation)
    {
        int pages = Pages(state, static (_, _) => true);
        int device =
            operation is DeviceLoad load ? load.Device
            : operation is DeviceStore store ? store.Device
            : operation is RangeFault fault ? fault.Device
            : -1;
        return pages >= state.World.Frames
            || (
                state.IsAttached(device)
                && state.Devices[device].Dma == DmaKind.Iommu
                && Pages(state, (process, page) => IsMirrored(state, process, device, page))
                    >= state.Devices[device].Iovas.Capacity
            );
    }

    private static bool IsMirrored(State state, int process, int device, int page) =>
        state.Processes[process].Mirrors[device] is { IsOpen: true } mirror
        && mirror.Interval.Contains(new PageRange(page, 1));

    private static int Pages(State state, Func<int, int, bool> counts) =>
        Enumerable
            .Range(0, state.World.Processes)
            .Where(state.IsAlive)
            .Sum(process =>
                Enumerable
                    .Range(0, state.World.Pages)
                    .Count(page => state.Processes[process].Space.IsReadable(page) && counts(process, page))
            );
}
