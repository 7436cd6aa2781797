using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Defects of the backoff by which the device faults of the profile v9 and invalidations exclude each other.</summary>
internal static class BackoffDefects
{
    private const string Fault = "range-fault p0 d0 0+1 default=fault";

    private static readonly SmallWorld FaultAndReclaim = SmallWorld.OneEach(
        SmallSetups.One,
        SmallSetups.Mirrored,
        Fault,
        "swap-out p0 0"
    ) with
    {
        Profile = Profile.V9,
    };

    public static Sequence<ReferenceDefect> All { get; } =
    [
        new(
            "begun-in-open-window",
            "A device fault begins while a window over its pages is open.",
            "INV-40",
            "FLT-13",
            2,
            FaultAndReclaim,
            [new("BackoffProtocol.MustWait", "window.Range.Overlaps(range)", "false")]
        ),
        new(
            "told-beside-fault",
            "A window tells the mirrors without waiting for the device faults under way.",
            "INV-40",
            "NTF-11",
            3,
            FaultAndReclaim,
            [new("Callbacks.Next", "Protocol.Of(state).IsHeld(process.Notifier, window)", "false")]
        ),
    ];
}
