using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Defects of the sequence numbers by which a device fault knows that it has lost a race.</summary>
internal static class SequenceDefects
{
    private const string Fault = "range-fault p0 d0 0+1 default=fault";

    private static readonly SmallWorld FaultAndReclaim = SmallWorld.OneEach(
        SmallSetups.One,
        SmallSetups.MirroredReadOnly,
        Fault,
        "swap-out p0 0"
    );

    public static Sequence<ReferenceDefect> All { get; } =
    [
        new(
            "sampled-after-walk",
            "A device fault samples the sequence number when it has walked the range, and not before.",
            "INV-1",
            "FLT-1",
            9,
            FaultAndReclaim,
            [
                new("DeviceFault.Sample", "Label = Step.Lock", "Label = Found.Count == 0 ? Step.Lock : Step.Check"),
                new("DeviceFault.Walk", "Fault == 0 || IsStale(state)", "false"),
                new("DeviceFault.Walk", "Label = Step.Check", "Label = Step.Sample"),
            ]
        ),
        new(
            "not-compared",
            "A device fault enters what it found without comparing the sequence number.",
            "INV-50",
            "FLT-1",
            7,
            FaultAndReclaim,
            [new("DeviceFault.Check", "IsStale(state)", "false")]
        ),
        new(
            "compared-outside-lock",
            "A device fault compares the sequence number before it takes the driver's lock.",
            "INV-50",
            "FLT-1",
            7,
            FaultAndReclaim,
            [new("DeviceFault.Check", "mirror with { Locked = true }", "mirror")]
        ),
        new(
            "window-not-waited-for",
            "A device fault samples the sequence number without waiting for an open window to close.",
            "INV-50",
            "FLT-1",
            7,
            FaultAndReclaim,
            [new("DeviceFault.Sample", "sampled == process.Notifier.Sequence", "false")]
        ),
        new(
            "callback-ignores-driver-lock",
            "A callback goes on while the driver's lock is held by a device fault that has compared the number.",
            "INV-50",
            "NTF-2",
            7,
            FaultAndReclaim,
            [new("Callbacks.Ready", "process.Mirrors[device].Locked ? 0 : 1UL << device", "1UL << device")]
        ),
        new(
            "number-even-too-early",
            "The close of a window makes the number even although another window is open.",
            "INV-38",
            "NTF-3",
            5,
            SmallWorld.OneEach(
                SmallSetups.One with
                {
                    Pages = 2,
                },
                ["attach d0 1 direct", "register p0 d0 0+2", "map p0 0+2 read-write", "store p0 0 7"],
                "swap-out p0 0",
                "dontneed p0 1+1"
            ),
            [
                new(
                    "SequenceProtocol.Closed",
                    "notifier.Windows.Count > 0 || (notifier.Sequence & 1) == 0",
                    "(notifier.Sequence & 1) == 0"
                ),
            ]
        ),
        new(
            "own-migration-takes-no-number",
            "The owner filters the callbacks of its own migration before it takes the number (O-2).",
            "INV-1",
            "NTF-6",
            13,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.MirroredReadOnly, Fault, "migrate-to-device p0 d0 0+1"),
            [
                new(
                    "Callbacks.Tell",
                    "protocol.Told(process.Mirrors[device], notifier)",
                    "keeps ? process.Mirrors[device] : protocol.Told(process.Mirrors[device], notifier)"
                ),
            ]
        )
        {
            BreaksToo = ["INV-21"],
        },
        new(
            "registered-at-once",
            "A mirror that is registered while a window is open counts at once, as if none were.",
            "INV-50",
            "MIR-4",
            7,
            new SmallWorld(
                SmallSetups.One,
                ["attach d0 1 direct", .. SmallSetups.Stored, "protect p0 0+1 read"],
                [
                    ["swap-out p0 0"],
                    ["register p0 d0 0+1", Fault],
                ]
            )
            {
                OperationsEach = 2,
            },
            [new("SequenceProtocol.Inserted", "notifier.Windows.Count == 0", "notifier.Windows.Count >= 0")]
        ),
        new(
            "closing-mirror-entered",
            "A device fault enters its result into a mirror that is being unregistered.",
            "INV-6",
            "MIR-6",
            6,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Mirrored, Fault, "unregister p0 d0"),
            [new("DeviceFault.Check", "!mirror.IsOpen", "false")]
        ),
        new(
            "right-taken-by-older-walk",
            "A device fault that walked before another one takes back the right that the other has entered.",
            "INV-7",
            "FLT-8",
            14,
            SmallWorld.OneEach(
                SmallSetups.One,
                ["attach d0 1 direct", "register p0 d0 0+1", .. SmallSetups.Protected],
                Fault,
                "device-store p0 d0 0+1 9"
            ),
            [new("DeviceFault.TryEnter", "old.Writable || found.IsWritable", "found.IsWritable")]
        ),
    ];
}
