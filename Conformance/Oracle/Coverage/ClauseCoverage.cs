using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What of the specification the scenarios and what is generated follow, clause by clause.</summary>
/// <param name="Profile">In which profile.</param>
/// <param name="Reaches">Each clause, in the order of the catalogue.</param>
public sealed record ClauseCoverage(Profile Profile, IReadOnlyList<ClauseReach> Reaches)
{
    private const int Agents = 3;
    private const int SideBySideLength = 3;

    /// <summary>The world of operations that run one after another: it has what a world can have.</summary>
    public static World Alone { get; } = World.Default with { Files = 2, MemoryFiles = 1, FilePages = 4, Pins = 2 };

    /// <summary>The world of races: little of everything, so that they meet.</summary>
    public static World SideBySide { get; } =
        World.Default with
        {
            Pages = 3,
            Frames = 6,
            SwapSlots = 2,
            DeviceFrames = 2,
            IovaSlots = 3,
            Files = 1,
            MemoryFiles = 1,
            FilePages = 2,
            Pins = 1,
        };

    /// <summary>The clauses that nothing follows.</summary>
    public IEnumerable<ClauseReach> Gaps => Reaches.Where(static reach => reach.IsGap);

    /// <summary>Counts.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="seed">Stands for what is generated.</param>
    /// <param name="sequences">How many sequences run one operation after another.</param>
    /// <param name="races">How many races run.</param>
    /// <param name="machine">What carries out the sequences: the machine that they are checked of.</param>
    /// <param name="steps">Whose steps take turns in the races.</param>
    /// <param name="cancellation">Stops it; what was counted by then is the result.</param>
    public static ClauseCoverage Count(
        Profile profile,
        ulong seed,
        long sequences,
        long races,
        MachineFactory machine,
        IStepModel steps,
        CancellationToken cancellation
    )
    {
        long[] scenarios = OfScenarios(profile);
        IReadOnlyList<long> alone = new CheckEngine(
            new CheckOptions(Alone, profile, seed) { Sequences = sequences },
            machine
        )
            .Run(cancellation)
            .PerClause;
        IReadOnlyList<long> sideBySide = new RaceEngine(
            new CheckOptions(SideBySide, profile, seed)
            {
                Sequences = races,
                Agents = Agents,
                Length = SideBySideLength,
            },
            steps
        ).Run(cancellation).Totals.PerClause;
        return new ClauseCoverage(
            profile,
            [
                .. Catalogue.All.Select(
                    (clause, index) =>
                        new ClauseReach(
                            clause,
                            scenarios[index],
                            alone[index],
                            sideBySide[index],
                            IsOf(profile, clause)
                        )
                ),
            ]
        );
    }

    // Followed by no step of an operation: MAP-15 says for what exit waits, CON-7 what happens by itself, which the loose
    // oracle inserts.
    private static readonly string[] Elsewhere = ["MAP-15", "CON-7"];

    // What a profile does in one way or another.
    private static bool IsOf(Profile profile, Clause clause) =>
        clause.Id switch
        {
            "NTF-1" or "NTF-3" or "MIR-4" or "FLT-1" => profile.FaultProtocol == FaultProtocol.SequenceNumber,
            "FLT-9" => profile.OwnReadOnlyPageIsFaulted,
            "FLT-17" => profile.WriteFaultsAskForWritingAlone,
            "FLT-10" => !profile.OwnReadOnlyPageIsFaulted,
            "ADV-6" => !profile.DeviceStoresCancelFree,
            "MIR-19" => profile.UpdatesCanFail,
            "MIG-21" or "MIG-22" => profile.MigratesOneAnonymousMapping,
            "FIL-13" => !profile.MigratesOneAnonymousMapping,
            "MIG-23" or "MIG-24" => profile.MigrationFaultsPagesIn,
            "MIG-5" => !profile.MigrationFaultsPagesIn,
            "MIG-25" => profile.MigrationLeavesOtherMappings,
            "RET-7" => !profile.MigrationLeavesOtherMappings && !profile.ForkCopiesDevicePages,
            "MIG-26" or "RET-8" => profile.MigrationTellsOnlyOthers,
            "NTF-6" => !profile.MigrationTellsOnlyOthers,
            "MIG-27" => profile.MigrationEntersMirror,
            "MIG-15" => !profile.MigrationEntersMirror,
            "RET-9" => profile.ReturnedPagesAreWritable,
            "RET-10" or "FRK-10" => profile.DevicePagesNeedTheirMirror,
            "FRK-8" or "FRK-9" or "NTF-14" => profile.ForkCopiesDevicePages,
            "FRK-3" => !profile.ForkCopiesDevicePages,
            _ => !Elsewhere.Contains(clause.Id)
                && (profile.FaultProtocol == FaultProtocol.Backoff || clause.Versions != KernelVersions.V9),
        };

    // Those of another profile are not of this one; the norm's hold in all, as far as the reference goes.
    private static long[] OfScenarios(Profile profile)
    {
        long[] counts = new long[Catalogue.All.Count];
        foreach (Scenario scenario in ClauseScenarios.All)
        {
            if (scenario.Profile == profile || scenario.Profile == Profile.Strict)
            {
                State state = ReferenceModel.Init(scenario.World, profile);
                ClauseSet followed = ClauseSet.Of("MAP-1");
                followed |= scenario.World.Files > 0 ? ClauseSet.Of("FIL-1") : default;
                foreach (Operation operation in scenario.Operations)
                {
                    Transition transition = ReferenceModel.Run(state, operation);
                    followed |= transition.Clauses;
                    state = transition.After;
                }

                followed.CountInto(counts);
            }
        }

        return counts;
    }
}
