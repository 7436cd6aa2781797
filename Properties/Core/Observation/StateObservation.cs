using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What was seen of a process.</summary>
/// <param name="Process">Which.</param>
/// <param name="Alive">Whether it lives; null if that was not looked at.</param>
public readonly record struct ProcessObservation(int Process, bool? Alive);

/// <summary>What was seen of a device; null for what was not looked at.</summary>
/// <param name="Device">Which.</param>
/// <param name="Attached">Whether it is there.</param>
/// <param name="UsedFrames">How many frames of its own memory are not free.</param>
/// <param name="UsedIovas">How many IOVAs are mapped.</param>
public readonly record struct DeviceObservation(int Device, bool? Attached, int? UsedFrames, int? UsedIovas);

/// <summary>What was seen of everything; null for what was not looked at.</summary>
public sealed record StateObservation
{
    /// <summary>The pages that were looked at.</summary>
    public Sequence<PageObservation> Pages { get; init; }

    /// <summary>The processes that were looked at.</summary>
    public Sequence<ProcessObservation> Processes { get; init; }

    /// <summary>The devices that were looked at.</summary>
    public Sequence<DeviceObservation> Devices { get; init; }

    /// <summary>How many frames of memory are not free.</summary>
    public int? UsedFrames { get; init; }

    /// <summary>How many slots of swap are not free.</summary>
    public int? UsedSwap { get; init; }

    /// <summary>All that can be seen of a state.</summary>
    public static StateObservation Of(State state) =>
        new()
        {
            Pages =
            [
                .. Enumerable
                    .Range(0, state.World.Processes)
                    .Where(state.IsAlive)
                    .SelectMany(process =>
                        Enumerable.Range(0, state.World.Pages).Select(page => PageObservation.Of(state, process, page))
                    ),
            ],
            Processes =
            [
                .. Enumerable
                    .Range(0, state.World.Processes)
                    .Select(process => new ProcessObservation(process, state.IsAlive(process))),
            ],
            Devices =
            [
                .. Enumerable
                    .Range(0, state.World.Devices)
                    .Select(device => new DeviceObservation(
                        device,
                        state.IsAttached(device),
                        state.Devices[device].Memory.UsedCount,
                        state.Devices[device].Iovas.UsedCount
                    )),
            ],
            UsedFrames = state.Memory.UsedCount,
            UsedSwap = state.Swap.UsedCount,
        };
}
