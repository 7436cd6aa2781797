using HmmSpec.Data;
using HmmSpec.Exploration.Core;

namespace HmmSpec.Cli;

/// <summary>The worlds that can be explored, by name.</summary>
internal static class ExploreWorlds
{
    /// <summary>The world unless one is named.</summary>
    public const string Default = "core";

    /// <summary>The kinds of symmetry; the first unless one is named.</summary>
    public static readonly Sequence<string> Symmetries = ["none", "pages", "all"];

    /// <summary>The seeded defects, which show what the report of a violation looks like.</summary>
    public static readonly Sequence<string> Defects = ["M1", "M2", "M3"];

    private static readonly (string Name, Func<ExploreRequest, ExploreWorld> Create)[] All = [(Default, Core)];

    /// <summary>The names of the worlds.</summary>
    public static Sequence<string> Names => [.. All.Select(static world => world.Name)];

    /// <summary>The world that is asked for.</summary>
    /// <exception cref="CommandException">There is none, or it cannot be.</exception>
    public static ExploreWorld Find(ExploreRequest request)
    {
        Func<ExploreRequest, ExploreWorld>? create = All.FirstOrDefault(world => world.Name == request.World).Create;
        return create is not null
            ? create(request)
            : throw CommandException.Usage(
                $"There is no world {Values.Quote(request.World)}{Values.Hint(request.World, Names, "there is")}"
            );
    }

    private static ExploreWorld Core(ExploreRequest request)
    {
        CoreWorld world = new(request.Pages ?? 2, request.Devices ?? 1, request.Capacity ?? 1);
        CoreSymmetry symmetry = (CoreSymmetry)Symmetries.ToList().IndexOf(request.Symmetry);
        if (CoreSystem.Problem(world) is string problem)
        {
            throw CommandException.Usage(problem);
        }

        CoreDefect defect = (CoreDefect)(Defects.ToList().IndexOf(request.Defect) + 1);
        if (defect != CoreDefect.None && symmetry == CoreSymmetry.All)
        {
            throw CommandException.Usage("A defect distinguishes devices, so that it allows no symmetry over devices.");
        }

        return new ExploreWorld(
            request.World,
            [("pages", world.Pages), ("devices", world.Devices), ("capacity", world.Capacity)],
            request.Symmetry,
            CoreWorld.Revision,
            CoreSystem.Factory(world, symmetry, defect)
        )
        {
            Defect = request.Defect,
            Estimate = CoreEstimate.States(world, symmetry),
            BytesPerState = CoreEstimate.BytesPerState,
        };
    }
}
