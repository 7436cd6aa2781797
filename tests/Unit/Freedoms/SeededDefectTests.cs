using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;
using Xunit.Abstractions;

namespace HmmSpec.Tests.Freedoms;

/// <summary>
/// All freedoms together do not hide the seeded defects of the machine from the loose oracle, but for those that it cannot
/// tell from a freedom: the exact comparison sees these.
/// </summary>
public sealed class SeededDefectTests(ITestOutputHelper output)
{
    private const int Operations = 12_000;
    private const int ManyOperations = 60_000; // Where there are more kinds, and few concern the page that is wrong.
    private const int Length = 60;

    // A page that a device may write has been written by a CPU fault first, or comes back from the device, and is dirty for
    // that; whether a frame of a device's memory is, the wire format does not say.
    private static readonly (string Defect, ObservationLevel Level)[] Hidden =
    [
        .. Enum.GetValues<ObservationLevel>().Select(static level => ("device-dirty-lost", level)),
        // It takes a child that forks; and a page may count as dirty that was not (ND-8).
        .. Enum.GetValues<ObservationLevel>().Select(static level => ("mark-lost-in-child", level)),
        // That a page is lazily free may be forgotten (CON-7).
        .. Enum.GetValues<ObservationLevel>().Select(static level => ("freed-page-stays-dirty", level)),
        // The page has to be written back, stored to, reclaimed and loaded, and nothing else may make it dirty: too seldom.
        ("write-right-survives-write-back", ObservationLevel.Outcome),
    ];

    public static TheoryData<string, ObservationLevel> Cases()
    {
        TheoryData<string, ObservationLevel> cases = [];
        foreach (SeededDefect defect in SeededDefects.All)
        {
            foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
            {
                cases.Add(defect.Id, level);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_defect_is_found_unless_it_cannot_be_told_from_a_freedom(string id, ObservationLevel level)
    {
        SeededDefect defect = SeededDefects.All.Single(it => it.Id == id);
        using MachineSubject subject = new(id, MachineCompiler.Compile(defect));

        (Divergence? found, int operations, List<string> open) = Look(subject, defect, level);

        output.WriteLine($"{id} {level}: {operations} operations, {open.Count} open: {found}");
        open.ForEach(output.WriteLine);
        Assert.Equal(Hidden.Contains((id, level)), found is null);
    }

    private static (Divergence? Found, int Operations, List<string> Open) Look(
        MachineSubject subject,
        SeededDefect defect,
        ObservationLevel level
    )
    {
        (World world, IReadOnlyList<OperationKind> kinds) = (defect.World, defect.Kinds);
        int operations = 0;
        List<string> open = [];
        int enough = world.AllFiles > 0 || kinds.Contains(OperationKind.Lose) ? ManyOperations : Operations;
        for (ulong seed = 1; operations < enough; seed++)
        {
            subject.Reset(world, defect.Profile);
            AnswerJudge judge = new(world, defect.Profile, subject.Capabilities.Events, budget: 4_000);
            OperationGenerator generator = new(Weights.Only([.. kinds]), Random64.Derive(seed, 5));
            Operation operation = new Load(0, 0);
            Judgement judgement = Judgement.Allowed;
            for (int step = 0; step < Length && judgement.Kind == JudgementKind.Allowed; step++)
            {
                operation = generator.Next(judge.State);
                operations++;
                try
                {
                    subject.Send([operation], level);
                }
                catch (IndexOutOfRangeException broken)
                {
                    // A state that cannot even be shown.
                    return (
                        new Divergence(DivergenceKind.Crash, "ERR-4", "state", "one", broken.Message),
                        operations,
                        open
                    );
                }

                judgement = judge.Apply(operation, subject.Receive()[0]);
            }

            if (judgement.Kind == JudgementKind.Allowed)
            {
                judgement = judge.Settle(operation, subject.Observe()!);
            }

            if (judgement.Kind == JudgementKind.Open)
            {
                open.Add($"seed {seed}: {judgement.Reason}");
            }

            if (judgement.Kind == JudgementKind.Diverges)
            {
                return (judgement.Divergence, operations, open);
            }
        }

        return (null, operations, open);
    }
}
