using System.Globalization;
using System.Text.RegularExpressions;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Exploration;
using HmmSpec.Mutation;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>
/// What the pages of the findings say is so: the shortest race or sequence of each breaks what the page names with the driver's
/// protocol, and nothing without it.
/// </summary>
public sealed partial class OpenFindingTests
{
    private const int FirstOpenNumber = 201;

    private static readonly World OnePage = new(1, 1, 1, 2, 1, 1, 1);
    private static readonly World TwoPages = new(1, 2, 1, 3, 1, 1, 2);

    private static readonly Sequence<string> Mirrored =
    [
        "attach d0 1 direct",
        "register p0 d0 0+1",
        "map p0 0+1 read-write",
        "store p0 0 7",
    ];

    private static readonly Dictionary<string, (string Breaks, SmallWorld World)> Worlds = new()
    {
        ["BUG-28"] = (
            "INV-2",
            SmallWorld.OneEach(
                OnePage,
                ["attach d0 1 direct", "register p0 d0 0+1", "map p0 0+1 read-write"],
                "migrate-to-device p0 d0 0+1",
                "store p0 0 7"
            )
        ),
        ["BUG-201"] = (
            "INV-16",
            SmallWorld.OneEach(
                OnePage,
                [.. Mirrored, "device-store p0 d0 0+1 8"],
                "migrate-to-device p0 d0 0+1",
                "device-store p0 d0 0+1 9"
            )
        ),
        ["BUG-202"] = (
            "INV-50",
            SmallWorld.OneEach(OnePage, Mirrored, "migrate-to-device p0 d0 0+1", "dontneed p0 0+1")
        ),
        ["BUG-203"] = (
            "INV-1",
            SmallWorld.OneEach(
                OnePage,
                [.. Mirrored, "protect p0 0+1 read"],
                "range-fault p0 d0 0+1 default=fault",
                "migrate-to-device p0 d0 0+1"
            )
        ),
        ["BUG-204"] = ("INV-50", SmallWorld.OneEach(OnePage, Mirrored, "make-exclusive p0 d0 0+1", "dontneed p0 0+1")),
        ["BUG-205"] = (
            "INV-50",
            SmallWorld.OneEach(
                TwoPages,
                ["attach d0 1 direct", "register p0 d0 0+2", "map p0 0+2 read-write", "device-store p0 d0 0+2 7"],
                "dontneed p0 0+1",
                "dontneed p0 1+1"
            )
        ),
        ["BUG-213"] = (
            "INV-50",
            SmallWorld.OneEach(OnePage, Mirrored, "range-fault p0 d0 0+1 default=fault+write", "dontneed p0 0+1")
        ),
        ["BUG-214"] = (
            "INV-45",
            SmallWorld.OneEach(
                OnePage,
                ["attach d0 1 direct", "register p0 d0 0+1", "map p0 0+1 read-write", "load p0 0"],
                "device-atomic p0 d0 0 1"
            )
        ),
        ["BUG-215"] = (
            "INV-45",
            SmallWorld.OneEach(
                OnePage with
                {
                    Processes = 2,
                },
                [.. Mirrored, "migrate-to-device p0 d0 0+1", "fork p0 p1"],
                "device-store p0 d0 0+1 8"
            )
        ),
        ["BUG-211"] = (
            "INV-1",
            SmallWorld.OneEach(
                TwoPages,
                ["attach d0 1 iommu 2", "register p0 d0 0+2", "map p0 0+2 read-write", "device-store p0 d0 0+1 7"],
                "range-fault p0 d0 0+2 default=fault+write",
                "dontneed p0 1+1"
            )
        ),
    };

    private static readonly Dictionary<string, Sequence<string>> Sequences = new()
    {
        ["BUG-43"] = [.. Mirrored, "migrate-to-device p0 d0 0+1", "unregister p0 d0", "load p0 0"],
        ["BUG-206"] =
        [
            .. Mirrored,
            "migrate-to-device p0 d0 0+1",
            "fork p0 p1",
            "register p1 d0 0+1",
            "device-load p1 d0 0+1",
            "load p1 0",
        ],
        ["BUG-207"] = [.. Mirrored, "migrate-to-device p0 d0 0+1", "fork p0 p1", "device-load p0 d0 0+1"],
        ["BUG-208"] =
        [
            "attach d0 1 iommu 0",
            "register p0 d0 0+1",
            "map p0 0+1 read-write",
            "store p0 0 7",
            "migrate-to-device p0 d0 0+1",
        ],
        ["BUG-209"] =
        [
            "attach d0 1 iommu 0",
            "register p0 d0 0+1",
            "map p0 0+1 read-write",
            "migrate-to-device p0 d0 0+1",
            "store p0 0 1",
        ],
        ["BUG-210"] =
        [
            "attach d0 2 iommu 4",
            "register p0 d0 0+4",
            "map p0 0+4 read-write",
            "device-store p0 d0 3+1 7",
            "make-exclusive p0 d0 0+1",
            "migrate-to-device p0 d0 0+2",
        ],
        ["BUG-212"] =
        [
            .. Mirrored,
            "migrate-to-device p0 d0 0+1",
            "fork p0 p1",
            "register p1 d0 0+1",
            "device-load p1 d0 0+1",
        ],
    };

    public static TheoryData<string> Races => [.. Worlds.Keys];

    public static TheoryData<string> Alone => [.. Sequences.Keys];

    [Fact]
    public void Every_open_row_has_a_page_in_the_table_and_a_race_or_a_sequence_here()
    {
        string folder = Path.Combine(Repository.Root, "Conformance", "Mutation", "Bank", "findings");
        string[] rows = [.. File.ReadLines(Path.Combine(folder, "README.md")).Where(line => TableRow().IsMatch(line))];
        string[] open =
        [
            .. BankFaults
                .All.Select(static fault => fault.Id)
                .Where(static id =>
                    int.TryParse(id[4..], CultureInfo.InvariantCulture, out int number) && number >= FirstOpenNumber
                ),
        ];

        Assert.Empty(open.Except(Worlds.Keys.Concat(Sequences.Keys)));
        Assert.All(open, id => Assert.Single(rows, row => row.Contains(id, StringComparison.Ordinal)));
        Assert.All(
            rows,
            row =>
            {
                Match match = TableRow().Match(row);
                string page = File.ReadAllText(Path.Combine(folder, match.Groups["page"].Value));
                Assert.Contains("**Judged as:**", page, StringComparison.Ordinal);
                Assert.Contains("**Mend.**", page, StringComparison.Ordinal);
                Assert.All(
                    Row().Matches(row).Select(static row => row.Value),
                    static id => Assert.Contains(BankFaults.All, fault => fault.Id == id)
                );
            }
        );
    }

    [Theory]
    [MemberData(nameof(Races))]
    public void The_race_of_a_page_breaks_an_invariant_with_the_protocol_of_the_driver(string id)
    {
        (string breaks, SmallWorld world) = Worlds[id];

        HmmReport report = Explore(world, CompiledFaults.Steps(CompiledFaults.Find(id)));

        Assert.StartsWith($"{breaks} ", report.Violation, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Races))]
    public void The_race_of_a_page_breaks_nothing_without_it(string id) =>
        Assert.Null(Explore(Worlds[id].World, new ReferenceSteps()).Violation);

    [Theory]
    [MemberData(nameof(Alone))]
    public void The_sequence_of_a_page_diverges_with_the_protocol_of_the_driver_and_not_without_it(string id)
    {
        string text = string.Join(
            '\n',
            (string[])
                [
                    "hmmspec 1",
                    $"title {id}",
                    "world processes=2 pages=4 devices=1 frames=8 swap=4 device-frames=4 iova=4",
                    "profile linux-6.1",
                    "",
                    .. Sequences[id].AsEnumerable(),
                    "",
                ]
        );
        ScenarioResult read = ScenarioReader.Read(text, id);
        Assert.True(read.IsGood, string.Join('\n', read.Errors.AsEnumerable()));

        Assert.NotNull(Find(read.Scenario, CompiledFaults.Machine(CompiledFaults.Find(id))));
        Assert.Null(Find(read.Scenario, static (world, profile) => new OptimizedMachine(world, profile)));
    }

    private static Finding? Find(Scenario scenario, MachineFactory factory) =>
        new MachineUnderTest(factory, Comparison.Loose).Find(scenario);

    private static HmmReport Explore(SmallWorld world, IStepModel model) =>
        HmmExploration.Run(
            (world with { Profile = Profile.Linux61 }).ToHmmWorld(),
            model,
            new ExplorationOptions { RecordEdges = true }
        );

    [GeneratedRegex("^\\| \\[[^\\]]+\\]\\((?<page>[^)]+)\\) \\|")]
    private static partial Regex TableRow();

    [GeneratedRegex("BUG-[0-9]+")]
    private static partial Regex Row();
}
