using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Exploration;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>How the cost of exploring the reference grows with pages, devices and activities.</summary>
internal static class ExplorationGrowth
{
    // Enough for a page to be in every place.
    private static readonly OperationKind[] Few =
    [
        OperationKind.Load,
        OperationKind.Store,
        OperationKind.DeviceLoad,
        OperationKind.DeviceStore,
        OperationKind.MigrateToDevice,
        OperationKind.MigrateToSystem,
        OperationKind.SwapOut,
        OperationKind.DontNeed,
    ];

    /// <summary>A line of JSON for each world.</summary>
    public static IEnumerable<string> Lines() =>
        [
            .. Enumerable.Range(1, 3).Select(static pages => Line("pages", pages, OneAfterAnother(pages, 1))),
            .. Enumerable.Range(1, 2).Select(static devices => Line("devices", devices, OneAfterAnother(2, devices))),
            .. Enumerable.Range(1, 3).Select(static activities => Line("activities", activities, AtOnce(activities))),
        ];

    private static HmmWorld OneAfterAnother(int pages, int devices)
    {
        World world = new(1, pages, devices, pages, 1, 1, 0);
        return new HmmWorld(
            world,
            Profile.Strict,
            ModelWorld.Mapped(world),
            [new AgentPlan(Alphabet.Of(world, Few, values: 1, longest: 1), AgentPlan.Unlimited)]
        )
        {
            IsSequential = true,
        };
    }

    private static HmmWorld AtOnce(int activities)
    {
        World world = new(1, 1, 1, 3, 1, 1, 0);
        AgentPlan plan = new(Alphabet.Of(world, ModelWorld.Inside, values: 1, longest: 1), 1);
        return new HmmWorld(world, Profile.Strict, ModelWorld.Mapped(world), Sequence.Repeat(plan, activities));
    }

    private static string Line(string grows, int size, HmmWorld world)
    {
        // Twice, so that no line pays for the compilation.
        _ = ModelWorld.Explore(world, threads: 1);
        ExplorationResult result = ModelWorld.Explore(world, threads: 1);
        return JsonSerializer.Serialize(
            new
            {
                Grows = grows,
                Size = size,
                result.States,
                result.Transitions,
                result.Depth,
                Seconds = Math.Round(result.Seconds, 3),
                StatesPerSecond = Math.Round(result.StatesPerSecond),
                CpuSeconds = Math.Round(result.CpuSeconds, 3),
                BytesPerState = Math.Round(result.BytesPerState, 1),
            },
            JsonSerializerOptions.Web
        );
    }
}
