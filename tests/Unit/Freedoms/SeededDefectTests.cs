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
    private const int Operations = 6_000;
    private const int Length = 60;

    // What cannot be told from a freedom, and why.
    private static readonly Dictionary<(string Defect, ObservationLevel Level), string> Hidden = new();

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

        (Divergence? found, int operations, int open) = Look(subject, level);

        output.WriteLine($"{id} {level}: {operations} operations, {open} open: {found}");
        Assert.Equal(Hidden.ContainsKey((id, level)), found is null);
    }

    private static (Divergence? Found, int Operations, int Open) Look(MachineSubject subject, ObservationLevel level)
    {
        int operations = 0;
        int open = 0;
        for (ulong seed = 1; operations < Operations; seed++)
        {
            subject.Reset(World.Default, Profile.Strict);
            AnswerJudge judge = new(World.Default, Profile.Strict, subject.Capabilities.Events, budget: 2_000);
            OperationGenerator generator = new(Weights.Default, Random64.Derive(seed, 5));
            Operation operation = new Load(0, 0);
            Judgement judgement = Judgement.Allowed;
            for (int step = 0; step < Length && judgement.Kind == JudgementKind.Allowed; step++)
            {
                operation = generator.Next(judge.State);
                subject.Send([operation], level);
                judgement = judge.Apply(operation, subject.Receive()[0]);
                operations++;
            }

            if (judgement.Kind == JudgementKind.Allowed)
            {
                judgement = judge.Settle(operation, subject.Observe()!);
            }

            open += judgement.Kind == JudgementKind.Open ? 1 : 0;
            if (judgement.Kind == JudgementKind.Diverges)
            {
                return (judgement.Divergence, operations, open);
            }
        }

        return (null, operations, open);
    }
}
