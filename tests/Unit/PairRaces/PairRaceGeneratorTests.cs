using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

/// <summary>Which races are drawn for which implementation and world.</summary>
public sealed class PairRaceGeneratorTests
{
    private const int Races = 1_500;

    private static readonly World Plain = World.Default with { Pages = 4 };
    private static readonly World WithFiles = Plain with { Files = 2, FilePages = 4 };
    private static readonly World WithMemoryFiles = Plain with { MemoryFiles = 2, FilePages = 4 };
    private static readonly OperationKind[] OfFiles =
    [
        OperationKind.MapFile,
        OperationKind.Truncate,
        OperationKind.PunchHole,
    ];

    public static TheoryData<World> Filed => [WithFiles, WithMemoryFiles];

    [Theory]
    [MemberData(nameof(Filed))]
    public void Where_there_are_files_their_operations_race_in_either_place(World world)
    {
        RaceScript[] scripts = Draw(world, []);

        foreach (OperationKind kind in OfFiles)
        {
            Assert.Contains(scripts, script => OperationKinds.Of(script.Pair.First) == kind);
            Assert.Contains(scripts, script => OperationKinds.Of(script.Pair.Second) == kind);
        }

        int finding = scripts.Count(script =>
            Touches(script.Pair.First, script) || Touches(script.Pair.Second, script)
        );
        Assert.True(finding > 40, $"{finding} change a file that is mapped.");
    }

    [Fact]
    public void Where_there_are_none_nothing_of_files_is_drawn()
    {
        RaceScript[] scripts = Draw(Plain, []);

        Assert.DoesNotContain(
            scripts.SelectMany(Operations),
            operation => OperationKinds.OfFiles.Contains(OperationKinds.Of(operation))
        );
    }

    [Fact]
    public void Evictions_race_and_often_find_pages()
    {
        RaceScript[] evicting =
        [
            .. Draw(Plain, []).Where(static script => script.Pair.First is Evict || script.Pair.Second is Evict),
        ];

        int finding = evicting.Count(static script =>
            StateBefore(script) is var state
            && Enumerable.Range(0, Plain.Devices).Any(device => state.Devices[device].Memory.UsedCount > 0)
        );

        Assert.True(evicting.Length > 50, $"{evicting.Length} races have an eviction.");
        Assert.True(4 * finding > evicting.Length, $"{finding} of {evicting.Length} find pages in a device's memory.");
    }

    /// <summary>A process may end beside what is done to files and devices, which needs none.</summary>
    [Fact]
    public void What_no_process_does_races_with_the_end_of_any()
    {
        OperationKind[] kinds = [OperationKind.Exit, OperationKind.Evict, OperationKind.Truncate, OperationKind.Fork];

        RaceScript[] scripts = Draw(WithFiles, [.. kinds], 4 * Races);

        Assert.Contains(scripts, static script => IsOf<Exit, Evict>(script));
        Assert.Contains(scripts, static script => IsOf<Exit, Truncate>(script));
        Assert.Contains(scripts, static script => IsOf<Fork, Truncate>(script));
        Assert.Contains(
            scripts,
            static script => script.Pair is { First: Exit { Process: 0 } } or { Second: Exit { Process: 0 } }
        );
        OperationKind[] stage =
        [
            OperationKind.Attach,
            OperationKind.Register,
            OperationKind.Map,
            OperationKind.MapFile,
        ];
        Assert.All(
            scripts.SelectMany(static script => new[] { script.Pair.First, script.Pair.Second }),
            operation => Assert.Contains(OperationKinds.Of(operation), kinds.Concat(stage))
        );
    }

    private static bool IsOf<TOne, TOther>(RaceScript script) =>
        script.Pair is { First: TOne, Second: TOther } or { First: TOther, Second: TOne };

    private static RaceScript[] Draw(World world, Sequence<OperationKind> kinds, int races = Races)
    {
        using SteppedSubject subject = new("steps", new ReferenceSteps());
        Capabilities all = subject.Capabilities;
        PairRaceGenerator generator = new(world, Profile.Linux61, all, kinds);
        return
        [
            .. Enumerable
                .Range(0, races)
                .Select(race => generator.Draw(Random64.Derive(1, (ulong)race)))
                .OfType<RaceScript>(),
        ];
    }

    private static IEnumerable<Operation> Operations(RaceScript script) =>
        script.Before.AsEnumerable().Append(script.Pair.First).Append(script.Pair.Second).Concat(script.After);

    // Whether it is an operation on a file that has a page mapped by somebody.
    private static bool Touches(Operation operation, RaceScript script)
    {
        int file =
            operation is Truncate cut ? cut.File
            : operation is PunchHole punch ? punch.File
            : -1;
        State state = StateBefore(script);
        return file >= 0
            && Enumerable
                .Range(0, script.World.Processes)
                .Where(state.IsAlive)
                .SelectMany(process =>
                    Enumerable
                        .Range(0, script.World.Pages)
                        .Select(page => state.Processes[process].Space.BackingOf(page))
                )
                .Any(backing => backing.IsFile && backing.File == file);
    }

    private static State StateBefore(RaceScript script)
    {
        State state = ReferenceModel.Init(script.World, script.Profile);
        foreach (Operation operation in script.Before)
        {
            state = ReferenceModel.Run(state, operation).After;
        }

        return state;
    }
}
