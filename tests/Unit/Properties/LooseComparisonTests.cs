using HmmSpec.Conformance;
using HmmSpec.Mutation;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Properties;

/// <summary>The loose comparison accepts every choice that the specification leaves, and nothing else.</summary>
public sealed class LooseComparisonTests
{
    // The clause that is found first, and is kept to, is not always the one with the shortest sequence.
    private const int Longer = 2;

    private static readonly SeededDefect PrivateZeroFrame = new(
        "private-zero-frame",
        "A read fault maps a zeroed frame of its own (MAP-10).",
        "MapZeroFrame",
        "MapFrame(descriptor, page, PackedPte.Present(FrameTable.Zero, writable: false).WithYoung());",
        """
        {
            int own = _frames.Take(_frames.SystemMemory, 0);
            MapFrame(descriptor, page, PackedPte.Present(own, writable: false).WithYoung());
        }
        """,
        "MAP-10",
        2
    );

    private static readonly SeededDefect LazyDriver = new(
        "lazy-driver",
        "The driver never moves a page whose number is odd (MIG-13).",
        "CopyToDevice",
        "!item.IsToMove",
        "!item.IsToMove || (item.Page % 2 == 1 && (item.Result = PageResult.SkippedByDriver) == item.Result)",
        "MIG-13",
        4
    );

    public static TheoryData<string> Choices => ["private-zero-frame", "lazy-driver"];

    public static TheoryData<string> Defects => [.. SeededDefects.All.Select(static defect => defect.Id)];

    [Theory]
    [MemberData(nameof(Choices))]
    public void Another_choice_diverges_exactly_and_conforms_loosely(string id)
    {
        MachineFactory factory = MachineCompiler.Compile(id == LazyDriver.Id ? LazyDriver : PrivateZeroFrame);

        Assert.Equal(CheckEnd.Diverged, Run(factory, Comparison.Exact, 200).End);
        CheckReport loose = Run(factory, Comparison.Loose, 60);
        Assert.True(loose.End == CheckEnd.Complete, loose.Finding?.Shrunk.ToString());
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_defect_diverges_loosely_too(string id)
    {
        SeededDefect defect = SeededDefects.All.Single(candidate => candidate.Id == id);

        CheckReport report = Run(MachineCompiler.Compile(defect), Comparison.Loose, 2000, defect);

        Assert.Equal(CheckEnd.Diverged, report.End);
        Assert.True(
            report.Finding!.Shrunk.Operations.Count <= defect.ShortestOfClause + Longer,
            report.Finding.Shrunk.ToString()
        );
    }

    [Fact]
    public void A_driver_may_leave_many_pages_of_one_migration()
    {
        PageRange all = new(0, 24);
        World world = new(1, 24, 1, 32, 0, 24, 0);
        Operation[] operations =
        [
            new Attach(0, 24, DmaKind.Direct, 0),
            new Register(0, 0, all),
            new Map(0, all, Protection.ReadWrite),
            new MigrateToDevice(0, 0, all),
        ];

        Finding? finding = Replay.Run(
            world,
            Profile.Strict,
            operations,
            MachineCompiler.Compile(LazyDriver),
            Thoroughness.EveryOperation,
            Comparison.Loose
        );

        Assert.Null(finding);
    }

    [Fact]
    public void More_ways_than_can_be_looked_at_are_no_divergence()
    {
        PageRange all = new(0, 24);
        World world = new(1, 24, 1, 32, 0, 24, 0);
        MachineFactory lying = (w, p) => new MiscountsEvictions(new OptimizedMachine(w, p));
        Operation[] operations =
        [
            new Attach(0, 24, DmaKind.Direct, 0),
            new Register(0, 0, all),
            new Map(0, all, Protection.ReadWrite),
            new MigrateToDevice(0, 0, all),
            new Evict(0, 24),
        ];

        Assert.Throws<ComparisonLimitException>(() =>
            Replay.Run(world, Profile.Strict, operations, lying, Thoroughness.EveryOperation, Comparison.Loose)
        );
    }

    private sealed class MiscountsEvictions(IMachine machine) : IMachine
    {
        public ReadOnlySpan<Event> Events => machine.Events;

        public ReadOnlySpan<PageAddress> Touched => machine.Touched;

        public Outcome Apply(Operation operation)
        {
            Outcome outcome = machine.Apply(operation);
            return operation is Evict ? outcome with { Value = outcome.Value + 1 } : outcome;
        }

        public State Observe() => machine.Observe();

        public PageView ViewPage(int process, int page) => machine.ViewPage(process, page);

        public MirrorView ViewMirror(int process, int device, int page) => machine.ViewMirror(process, device, page);
    }

    // Enough frames that a frame more for each zero page does not lead to want of memory, which is no choice.
    private static CheckReport Run(
        MachineFactory factory,
        Comparison comparison,
        int sequences,
        SeededDefect? defect = null
    ) =>
        new CheckEngine(
            new CheckOptions(
                (defect?.World ?? World.Default) with
                {
                    Frames = 64,
                },
                defect?.Profile ?? Profile.Strict,
                Seed: 2
            )
            {
                Comparison = comparison,
                Sequences = sequences,
                Length = 60,
                // Where there are files, another clause of other kinds may come first, and has a longer sequence.
                Kinds = defect is { World.AllFiles: > 0 } ? [.. defect.Kinds] : [],
            },
            factory
        ).Run(CancellationToken.None);
}
