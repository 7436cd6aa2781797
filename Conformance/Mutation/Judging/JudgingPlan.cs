using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>What every mutant is put through: the same for all of them, so that nothing is looked for.</summary>
/// <param name="Seed">Makes the generated sequences the same again.</param>
public sealed record JudgingPlan(ulong Seed)
{
    // Everything that there is, and little of it: what happens when something runs out is as much the law as the rest.
    private static readonly World Tight = World.Default with
    {
        Pages = 6,
        Frames = 6,
        SwapSlots = 2,
        DeviceFrames = 2,
        IovaSlots = 2,
        Files = 1,
        FilePages = 3,
        MemoryFiles = 1,
        Pins = 1,
    };

    /// <summary>How many sequences each stage runs in each round, one round after another.</summary>
    public IReadOnlyList<int> Rounds { get; init; } = [6, 24, 48];

    /// <summary>Before which round the scenarios of the clauses are run.</summary>
    public int ScenariosBefore { get; init; } = 2;

    /// <summary>
    /// In how many places the loose comparison looks at what only the exact one has seen by then: it is slow where a
    /// machine goes ways of its own.
    /// </summary>
    public int LooseLooks { get; init; } = 6;

    /// <summary>How many sequences it goes on for there, that of the exact one counted.</summary>
    public int LooseSequences { get; init; } = 12;

    /// <summary>How many tries shrinking may take.</summary>
    public int ShrinkBudget { get; init; } = 2_000;

    private static readonly Profile[] Whole = [Profile.Strict, Profile.Linux61, Profile.V9];

    /// <summary>
    /// The worlds and profiles, in the order in which they are tried. What the last profile has of its own shows in the
    /// world of everything and in the tight one, and so it need not take as long as the others.
    /// </summary>
    public static IReadOnlyList<(World World, Profile Profile)> Stages { get; } =
    [
        .. Whole.SelectMany(static profile =>
            new[] { (World.Default, profile), (ClauseCoverage.Alone, profile), (Tight, profile) }
        ),
        (ClauseCoverage.Alone, Profile.V9Migration),
        (Tight, Profile.V9Migration),
    ];

    /// <summary>The generated sequences of a stage in a round.</summary>
    public CheckOptions Options(int round, int stage) =>
        new(Stages[stage].World, Stages[stage].Profile, Random64.Derive(Seed, (ulong)((round * 64) + stage)))
        {
            Sequences = Rounds[round],
            Workers = 1,
            ShrinkBudget = 0,
        };
}
