using HmmSpec.Data;
using HmmSpec.Exploration;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Exploration;

/// <summary>A search under symmetry meets one state of each orbit of those that the search without it meets.</summary>
public sealed class SymmetryTests
{
    private static readonly World TwoDevices = new(1, 1, 2, 2, 0, 1, 0);
    private static readonly World TwoProcesses = new(2, 1, 1, 3, 0, 1, 0);
    private static readonly World TwoPages = new(1, 2, 1, 2, 1, 1, 0);

    [Fact]
    public void Devices_may_change_places_when_operations_follow_each_other() =>
        Compare(Sequential(TwoDevices, 1), Symmetry.Devices);

    [Fact]
    public void Processes_may_change_places_when_operations_follow_each_other() =>
        Compare(
            Sequential(
                TwoProcesses,
                1,
                OperationKind.MigrateToDevice,
                OperationKind.MigrateToSystem,
                OperationKind.Protect,
                OperationKind.RangeFault,
                OperationKind.Snapshot
            ),
            Symmetry.Processes
        );

    [Fact]
    public void Pages_may_change_places_when_each_operation_names_one() =>
        Compare(
            Sequential(
                TwoPages,
                1,
                OperationKind.Evict,
                OperationKind.Exit,
                OperationKind.Fork,
                OperationKind.Snapshot,
                OperationKind.RangeFault
            ),
            Symmetry.Pages | Symmetry.Devices
        );

    [Fact]
    public void Devices_may_change_places_when_activities_are_interleaved() =>
        Compare(
            Interleaved(
                TwoDevices,
                ["attach d0 1 direct", "attach d1 1 direct", "register p0 d0 0+1", "register p0 d1 0+1"],
                "map p0 0+1 read-write",
                "device-store p0 d0 0+1 1",
                "device-store p0 d1 0+1 1",
                "migrate-to-device p0 d0 0+1",
                "migrate-to-device p0 d1 0+1",
                "dontneed p0 0+1"
            ),
            Symmetry.Devices
        );

    [Fact]
    public void Processes_may_change_places_when_activities_are_interleaved() =>
        Compare(
            Interleaved(
                TwoProcesses,
                ["map p0 0+1 read-write", "store p0 0 7", "fork p0 p1", "attach d0 1 direct"],
                "store p0 0 1",
                "store p1 0 1",
                "swap-out p0 0",
                "swap-out p1 0",
                "unmap p0 0+1",
                "unmap p1 0+1"
            ),
            Symmetry.Processes
        );

    [Fact]
    public void Pages_may_not_change_places_where_operations_name_several() =>
        Assert.Contains(
            "Pages are interchangeable only",
            WorldProblem.Of(Sequential(TwoPages, 2) with { Symmetry = Symmetry.Pages }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Devices_may_not_change_places_where_only_one_is_used() =>
        Assert.Contains(
            "cannot be exchanged",
            WorldProblem.Of(Interleaved(TwoDevices, [], "attach d0 1 direct") with { Symmetry = Symmetry.Devices }),
            StringComparison.Ordinal
        );

    private static void Compare(HmmWorld world, Symmetry symmetry)
    {
        HmmWorld reduced = world with { Symmetry = symmetry };
        Assert.Null(WorldProblem.Of(reduced));
        HmmSystem orbits = SystemOf(reduced);
        HmmSystem plain = SystemOf(world);
        HashSet<string> met = [];
        Queue<byte[]> queue = new();
        HashSet<string> known = [];
        Meet(plain.Start());
        while (queue.TryDequeue(out byte[]? bytes))
        {
            Configuration here = plain.Read(bytes);
            met.Add(Convert.ToHexString(orbits.Write(here)));
            foreach (Move move in plain.AllMovesOf(here))
            {
                Meet(move.After);
            }
        }

        ExplorationResult search = HmmExploration.Run(reduced, new ReferenceSteps(), new ExplorationOptions()).Search;
        Assert.True(search.IsComplete);
        Assert.Equal(met.Count, search.States);
        Assert.True(met.Count < known.Count, "nothing was reduced");

        void Meet(Configuration configuration)
        {
            byte[] bytes = [.. plain.Write(configuration)];
            if (known.Add(Convert.ToHexString(bytes)))
            {
                queue.Enqueue(bytes);
            }
        }
    }

    private static HmmSystem SystemOf(HmmWorld world) =>
        world.IsSequential
            ? new SequentialSystem(world, new ReferenceSteps())
            : new InterleavedSystem(world, new ReferenceSteps());

    private static HmmWorld Sequential(World world, int longest, params OperationKind[] apart) =>
        new(
            world,
            Profile.Strict,
            [],
            [
                new AgentPlan(
                    Alphabet.Of(world, OperationKinds.Basic.Except(apart), values: 1, longest),
                    AgentPlan.Unlimited
                ),
            ]
        )
        {
            IsSequential = true,
        };

    private static HmmWorld Interleaved(World world, Sequence<string> setup, params string[] operations)
    {
        AgentPlan plan = new([.. operations.Select(Invariants.Reach.Read)], 1);
        return new HmmWorld(world, Profile.Strict, [.. setup.Select(Invariants.Reach.Read)], [plan, plan]);
    }
}
