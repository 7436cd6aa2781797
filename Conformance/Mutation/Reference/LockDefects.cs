using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Defects of the order in which locks are taken, and of what is held while something is waited for.</summary>
internal static class LockDefects
{
    private const string Fault = "range-fault p0 d0 0+1 default=fault";

    // The driver's lock is taken before the mmap lock, when the number is sampled.
    private static readonly Sequence<Rewrite> DriverLockFirst =
    [
        new(
            "DeviceFault.Sample",
            "To(state, this with { Label = Step.Lock, Sampled = sampled }, Beginning(state))",
            """
            To(
                state.WithMirror(Process, Device, process.Mirrors[Device] with { Locked = true }),
                this with { Label = Step.Lock, Sampled = sampled },
                Beginning(state)
            )
            """
        ),
        new("DeviceFault.Check", "mirror.Locked", "false"),
    ];

    public static Sequence<ReferenceDefect> All { get; } =
    [
        new(
            "driver-lock-first",
            "A device fault takes the driver's lock before the mmap lock; protect holds them in the other order.",
            "INV-45",
            "FLT-1",
            2,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Mirrored, Fault, "protect p0 0+1 read"),
            DriverLockFirst
        ),
        new(
            "driver-lock-kept",
            "A device fault that has lost a race begins again with the driver's lock held.",
            "INV-45",
            "FLT-1",
            13,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Mirrored, Fault, "swap-out p0 0"),
            [
                new(
                    "DeviceFault.Check",
                    "Left(state)",
                    "Left(state.WithMirror(Process, Device, mirror with { Locked = true }))"
                ),
            ]
        ),
        new(
            "mmap-lock-kept",
            "A device fault that has lost a race during its walk begins again with the mmap lock held.",
            "INV-39",
            "FLT-1",
            14,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Mirrored, Fault, "swap-out p0 0"),
            [
                new(
                    "DeviceFault.Walk",
                    "To(LeftAndUnlocked(state), Again, Restarting(state))",
                    "To(Left(state), Again, Restarting(state))"
                ),
            ]
        ),
        new(
            "migration-entry-polled",
            "A device fault polls a migration entry with the driver's lock held, for which the migration waits.",
            "INV-45",
            "CPU-9",
            5,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.Mirrored, "migrate-to-device p0 d0 0+1"],
                Fault,
                "load p0 0"
            ),
            [.. DriverLockFirst, new("DeviceFault.FaultIn", "pte.Kind == PteKind.Migration", "false")]
        ),
    ];
}
