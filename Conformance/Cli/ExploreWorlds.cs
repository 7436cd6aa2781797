using System.Numerics;
using HmmSpec.Data;
using HmmSpec.Exploration;
using HmmSpec.Exploration.Core;

namespace HmmSpec.Cli;

/// <summary>What <c>explore</c> is asked for; sizes that are not given are null.</summary>
internal sealed record ExploreRequest(string World, int? Pages, int? Devices, int? Capacity, string Symmetry);

/// <summary>A world to explore.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sizes">Its sizes, by the names of their options.</param>
/// <param name="Symmetry">Which states are taken for the same.</param>
/// <param name="Revision">Grows when its rules change.</param>
/// <param name="Factory">Makes a system for each thread.</param>
internal sealed record ExploreWorld(
    string Name,
    IReadOnlyList<(string Name, int Value)> Sizes,
    string Symmetry,
    int Revision,
    Func<ITransitionSystem> Factory
)
{
    /// <summary>How many states it has, about; null if nobody knows.</summary>
    public BigInteger? Estimate { get; init; }

    /// <summary>How many bytes a state takes, about.</summary>
    public int BytesPerState { get; init; }

    /// <summary>What a checkpoint of it says that it belongs to.</summary>
    public string Identity => $"{Text} revision={Revision}";

    /// <summary>The world as it is shown.</summary>
    public string Text =>
        $"{Name} {string.Join(' ', Sizes.Select(static size => $"{size.Name}={size.Value}"))} symmetry={Symmetry}";
}

/// <summary>The worlds that can be explored, by name.</summary>
internal static class ExploreWorlds
{
    /// <summary>The world unless one is named.</summary>
    public const string Default = "core";

    /// <summary>The kinds of symmetry; the first unless one is named.</summary>
    public static readonly Sequence<string> Symmetries = ["none", "pages", "all"];

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

        return new ExploreWorld(
            request.World,
            [("pages", world.Pages), ("devices", world.Devices), ("capacity", world.Capacity)],
            request.Symmetry,
            CoreWorld.Revision,
            CoreSystem.Factory(world, symmetry)
        )
        {
            Estimate = CoreEstimate.States(world, symmetry),
            BytesPerState = CoreEstimate.BytesPerState,
        };
    }
}
