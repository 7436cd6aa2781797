using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What an adapter says of itself.</summary>
internal static class GreetingChecks
{
    private static readonly Sequence<OperationKind> OfDevices =
    [
        OperationKind.Register,
        OperationKind.Unregister,
        OperationKind.RangeFault,
        OperationKind.Snapshot,
        OperationKind.DeviceLoad,
        OperationKind.DeviceStore,
        OperationKind.MigrateToDevice,
        OperationKind.MigrateToSystem,
        OperationKind.Evict,
        OperationKind.MakeExclusive,
        OperationKind.DeviceAtomic,
        OperationKind.FailUpdate,
        OperationKind.Detach,
        OperationKind.Lose,
    ];

    public static Sequence<SmokeCheck> All { get; } =
    [
        new(
            "greets",
            "Answer hello first and with nothing before it: id, protocol, adapter and capabilities; PROTOCOL.md, hello.",
            Greet
        ),
        new(
            "declares-operations",
            "List in operations what the adapter carries out; most of it needs map, and devices need attach and register.",
            Operations
        ),
        new(
            "declares-limits",
            "Let limits be the largest world that the adapter can be reset to, with room for what it declares.",
            Limits
        ),
    ];

    private static SmokeResult Greet(SmokeTalk talk)
    {
        _ = talk.Session();
        Adapter adapter = talk.Greeting!.Adapter;
        return SmokeResult.Ok($"{$"{adapter.Name} {adapter.Version}".TrimEnd()}, protocol {talk.Greeting.Protocol}");
    }

    private static SmokeResult Operations(SmokeTalk talk)
    {
        Sequence<OperationKind> declared = talk.Can.Operations;
        if (declared.Count == 0)
        {
            return SmokeResult.Broken("It declares no operation, so that nothing can be asked.");
        }

        foreach (OperationKind device in OfDevices.Where(declared.Contains))
        {
            OperationKind[] needed = device
                is OperationKind.Register
                    or OperationKind.Evict
                    or OperationKind.Detach
                    or OperationKind.Lose
                ? [OperationKind.Attach]
                : [OperationKind.Attach, OperationKind.Register];
            OperationKind[] missing = [.. needed.Where(kind => !declared.Contains(kind))];
            if (missing.Length > 0)
            {
                return SmokeResult.Broken(
                    $"It declares {NameOf(device)}, and not {NameOf(missing[0])}, which that needs."
                );
            }
        }

        return SmokeResult.Ok($"{declared.Count} of {OperationKinds.All.Count}");
    }

    private static SmokeResult Limits(SmokeTalk talk)
    {
        Capabilities can = talk.Can;
        World world = talk.World;
        if (WorldCheck.Problem(world) is string problem)
        {
            return SmokeResult.Broken($"Its limits leave no world: {problem}");
        }

        if (can.Profiles.Count > 0 && !Profile.All.Any(profile => can.Profiles.Contains(profile.Name)))
        {
            Sequence<string> known = [.. Profile.All.Select(static profile => profile.Name)];
            return SmokeResult.Broken(
                $"None of the profiles that it declares is known; those are {string.Join(", ", known.AsEnumerable())}."
            );
        }

        string? useless =
            Without(OperationKind.Fork, world.Processes < 2, "more than one process")
            ?? Without(OperationKind.SwapOut, world.SwapSlots == 0, "a slot of swap")
            ?? Without(OperationKind.Attach, world.Devices == 0, "a device")
            ?? Without(OperationKind.MigrateToDevice, world.DeviceFrames == 0, "a frame of a device")
            ?? Without(OperationKind.Store, world.Frames == 0, "a frame of memory");
        return useless is null
            ? SmokeResult.Ok($"run in {WorldText.Format(world)}, {talk.Profile.Name}")
            : SmokeResult.Broken(useless);

        string? Without(OperationKind kind, bool isNone, string what) =>
            isNone && can.Operations.Contains(kind)
                ? $"It declares {NameOf(kind)}, and its limits do not leave it {what}."
                : null;
    }

    private static string NameOf(OperationKind kind) => OperationKinds.Names.NameOf(kind);
}
