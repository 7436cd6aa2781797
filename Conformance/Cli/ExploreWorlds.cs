using HmmSpec.Data;
using HmmSpec.Exploration;
using HmmSpec.Exploration.Core;

namespace HmmSpec.Cli;

/// <summary>The worlds that can be explored, by name.</summary>
internal static class ExploreWorlds
{
    /// <summary>What a world without a name is called.</summary>
    public const string Own = "model";

    private const string CoreName = "core";

    /// <summary>The kinds of symmetry; the first unless one is named.</summary>
    public static readonly Sequence<string> Symmetries = ["none", "devices", "processes", "pages", "all"];

    /// <summary>The names of the worlds.</summary>
    public static Sequence<string> Names => [CoreName, .. NamedWorlds.All.Select(static world => world.Name)];

    /// <summary>The world that is asked for.</summary>
    /// <exception cref="CommandException">There is none, or it cannot be.</exception>
    public static ExploreWorld Find(ExploreRequest request, bool looksForCycles, Surroundings surroundings) =>
        request.World == CoreName ? Core(request)
        : LockstepWorlds.Has(request.Subject) && request.Capacity is null ? LockstepWorlds.Find(request, surroundings)
        : request.Capacity is not null
            ? throw CommandException.Usage(
                "--capacity belongs to --world core; devices of the model have --device-frames."
            )
        : request.World is null ? ModelWorlds.Own(request, looksForCycles, surroundings)
        : NamedWorlds.Find(request.World) is NamedWorld named
            ? ModelWorlds.Named(named, request, looksForCycles, surroundings)
        : throw CommandException.Usage(
            $"There is no world {Values.Quote(request.World)}{Values.Hint(request.World, Names, "there are")}"
        );

    private static ExploreWorld Core(ExploreRequest request)
    {
        Refuse(request);
        CoreWorld world = new(request.SizeOf("pages") ?? 2, request.SizeOf("devices") ?? 1, request.Capacity ?? 1);
        CoreSymmetry symmetry = request.Symmetry switch
        {
            "none" => CoreSymmetry.None,
            "pages" => CoreSymmetry.Pages,
            "all" => CoreSymmetry.All,
            _ => throw CommandException.Usage(
                $"The core world has no symmetry of {request.Symmetry} alone; there are none, pages and all."
            ),
        };
        if (CoreSystem.Problem(world) is string problem)
        {
            throw CommandException.Usage(problem);
        }

        CoreDefect defect = DefectOf(request.Subject);
        if (defect != CoreDefect.None && symmetry == CoreSymmetry.All)
        {
            throw CommandException.Usage("A defect distinguishes devices, so that it allows no symmetry over devices.");
        }

        Func<ITransitionSystem> factory = CoreSystem.Factory(world, symmetry, defect);
        return new ExploreWorld(
            CoreName,
            [("pages", world.Pages), ("devices", world.Devices), ("capacity", world.Capacity)],
            request.Symmetry,
            $"{CoreWorld.Revision}",
            options => Outcome(factory, Explorer.Run(factory, options))
        )
        {
            Rest = defect == CoreDefect.None ? "" : request.Subject,
            Estimate = CoreEstimate.States(world, symmetry),
            BytesPerState = CoreEstimate.BytesPerState,
        };
    }

    private static ExploreOutcome Outcome(Func<ITransitionSystem> factory, ExplorationResult result)
    {
        if (result.Violation is not FoundViolation violation)
        {
            return new ExploreOutcome(result, null, [], "");
        }

        ITransitionSystem system = factory();
        IReadOnlyList<PathStep> steps = PathReplay.Steps(system, violation.Path);
        return new ExploreOutcome(
            result,
            violation.Sentence,
            [.. steps.Skip(1).Select(step => system.Operations[step.Operation])],
            system.Describe(steps[^1].State.Span)
        );
    }

    // The core world is a machine of its own: what bounds the model means nothing to it.
    private static void Refuse(ExploreRequest request)
    {
        string? stranger =
            request.Sizes.FirstOrDefault(static size =>
                size.Value is not null && size.Size.Name is not ("pages" or "devices")
            )
                is { Size: { } size }
                ? size.Name
            : request.Agents is not null ? "agents"
            : request.Each is not null ? "each"
            : request.Values is not null ? "values"
            : request.Longest is not null ? "longest"
            : request.Kinds.Count > 0 ? "operations"
            : request.Setup is not null ? "setup"
            : request.Profile is not null ? "profile"
            : null;
        if (stranger is not null)
        {
            throw CommandException.Usage(
                $"--{stranger} has no meaning in the core world: it has pages, devices and a capacity."
            );
        }
    }

    private static CoreDefect DefectOf(string subject) =>
        subject switch
        {
            ModelWorlds.Reference => CoreDefect.None,
            "defect:M1" => CoreDefect.UnmapForgetsLastDevice,
            "defect:M2" => CoreDefect.PrivateStoreLeavesClean,
            "defect:M3" => CoreDefect.ProtectForgetsMirrors,
            _ => throw CommandException.Usage(
                $"The core world has no subject {Values.Quote(subject)}; its defects are defect:M1, defect:M2 and defect:M3."
            ),
        };
}
