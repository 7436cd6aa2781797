using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>
/// How every fault of a target is hunted: the same stages in turns, first a little of each, then more of each. No fault has
/// a stage, a kind of operation, a weight or a seed of its own.
/// </summary>
/// <param name="Stages">The stages of a turn.</param>
/// <param name="Turns">How many sequences or races of each stage run in each turn.</param>
public sealed record BankPlan(Sequence<BankStage> Stages, Sequence<int> Turns)
{
    /// <summary>How many agents take turns in a race.</summary>
    public const int Agents = 3;

    /// <summary>How many tries shrinking may take: it ends by itself long before.</summary>
    public const int ShrinkBudget = 20_000;

    /// <summary>A world in which memory is short most of the time.</summary>
    private static readonly World LittleMemory = ClauseCoverage.SideBySide with { Frames = 3 };

    private static readonly World TwoPages = new(1, 2, 1, 3, 1, 2, 1);
    private static readonly World OnePage = new(1, 1, 1, 2, 1, 1, 1);

    // The bank holds what went wrong in kernels that have today's migration.
    private static readonly Profile[] Hunted = [Profile.Strict, Profile.Linux61, Profile.V9];

    /// <summary>How faults of the machine are hunted: what is found here is a divergence for every machine.</summary>
    public static BankPlan OfMachine { get; } =
        new(
            [
                .. Hunted.SelectMany(static profile =>
                    (BankStage[])
                        [
                            new($"{profile.Name}, plain", World.Default, profile, Comparison.Loose),
                            new($"{profile.Name}, files and pins", ClauseCoverage.Alone, profile, Comparison.Loose),
                            new($"{profile.Name}, little memory", LittleMemory, profile, Comparison.Loose),
                        ]
                ),
            ],
            [16, 128, 512]
        );

    /// <summary>
    /// What comes after it, and is reported apart: it sees also what is left open, so that a machine may be right that it
    /// finds something of.
    /// </summary>
    public static BankPlan OfMachineExactly { get; } =
        new(
            [.. OfMachine.Stages.AsEnumerable().Select(static stage => stage with { Comparison = Comparison.Exact })],
            [512]
        );

    /// <summary>How faults of the steps are hunted: in worlds so small that operations meet.</summary>
    public static BankPlan OfSteps { get; } =
        new(
            [
                .. Hunted.SelectMany(static profile =>
                    (BankStage[])
                        [
                            new($"{profile.Name}, two of all", ClauseCoverage.SideBySide, profile, Comparison.Loose),
                            new($"{profile.Name}, two pages", TwoPages, profile, Comparison.Loose),
                            new($"{profile.Name}, one page", OnePage, profile, Comparison.Loose),
                        ]
                ),
            ],
            [300, 2_000, 12_000]
        );

    /// <summary>The plan for a target.</summary>
    public static BankPlan Of(BankTarget target) =>
        target switch
        {
            BankTarget.Machine => OfMachine,
            BankTarget.Steps => OfSteps,
        };

    /// <summary>Each turn's stages one after another.</summary>
    internal IEnumerable<(int Turn, int Stage)> Order =>
        from turn in Enumerable.Range(0, Turns.Count)
        from stage in Enumerable.Range(0, Stages.Count)
        select (turn, stage);

    /// <summary>What is run in a turn: all of it depends on the seed, the stage and the turn, and on nothing else.</summary>
    internal CheckOptions Options(ulong seed, int turn, int stage, bool isRace)
    {
        BankStage place = Stages[stage];
        ulong derived = Random64.Derive(seed, (ulong)((turn * Stages.Count) + stage));
        return new CheckOptions(place.World, place.Profile, derived)
        {
            Sequences = Turns[turn],
            Agents = isRace ? Agents : 1,
            Length = isRace ? CheckPlan.SideBySideLength : 200,
            Comparison = place.Comparison,
            Workers = 1,
            ShrinkBudget = ShrinkBudget,
        };
    }
}
