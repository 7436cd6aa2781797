using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Races;

/// <summary>The defects of the tests.</summary>
internal static class Twists
{
    /// <summary>No mirror is told of a window: the callbacks are skipped.</summary>
    public static Twist NobodyIsTold { get; } =
        static (before, mover, taken) =>
        {
            if (taken.Activity is not Callbacks callbacks)
            {
                return taken;
            }

            Process process = taken.State.Processes[callbacks.Process];
            Notifier notifier = process.Notifier;
            Process told = process with
            {
                Notifier = notifier with
                {
                    Windows = [.. notifier.Windows.AsEnumerable().Select(static window => window with { Pending = 0 })],
                },
            };
            return taken with { State = taken.State.WithProcess(callbacks.Process, told), Activity = callbacks.Caller };
        };

    /// <summary>A driver does not look whether it has been told of something since it sampled: only a race shows it.</summary>
    public static Twist NobodyLooksAgain { get; } =
        static (before, mover, taken) =>
        {
            if (
                mover is not DeviceFault { Label: DeviceFault.Step.Check } fault
                || taken.Activity is not DeviceFault { Label: DeviceFault.Step.Sample }
            )
            {
                return taken;
            }

            RangeFault operation = fault.Operation;
            Mirror mirror = before.Processes[operation.Process].Mirrors[operation.Device];
            return taken with
            {
                State = before.WithMirror(operation.Process, operation.Device, mirror with { Locked = true }),
                Activity = fault with { Label = DeviceFault.Step.Install },
            };
        };

    /// <summary>A device fault never enters what it found: it samples again.</summary>
    public static Twist NothingIsEntered { get; } =
        static (before, mover, taken) =>
            taken.Activity is DeviceFault { Label: DeviceFault.Step.Install } fault
                ? taken with
                {
                    State = before,
                    Activity = fault with { Label = DeviceFault.Step.Sample, Sampled = 0, Found = [] },
                }
                : taken;

    /// <summary>A load reports something else than it found.</summary>
    public static Twist LoadsReportAnother { get; } =
        static (before, mover, taken) =>
            taken.Activity is null && taken.Effect.Kind == FlatEffectKind.Load
                ? taken with
                {
                    Outcome = taken.Outcome with { Value = taken.Outcome.Value + 1 },
                }
                : taken;

    /// <summary>Whoever gives the mmap lock back to end an mprotect keeps it.</summary>
    public static Twist TheLockIsKept { get; } =
        static (before, mover, taken) =>
            taken.Activity is null
            && taken.Step.Activity == typeof(ProtectActivity)
            && taken.Outcome.Status == Status.Ok
                ? taken with
                {
                    State = taken.State.WithProcess(
                        0,
                        taken.State.Processes[0] with
                        {
                            Lock = new MmapLock(0, Writer: true),
                        }
                    ),
                }
                : taken;

    /// <summary>A swap-out ends in an exception.</summary>
    public static Twist SwapOutThrows { get; } =
        static (before, mover, taken) =>
            taken.Step.Activity == typeof(SwapOutActivity)
                ? throw new InvalidOperationException("out of ideas")
                : taken;
}
