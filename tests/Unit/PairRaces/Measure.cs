using HmmSpec.Conformance;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

public sealed class Measure
{
    [Fact]
    public void All()
    {
        World small = World.Default with { Pages = 3 };
        foreach (ReferenceDefect defect in ReferenceDefects.All)
        {
            using SteppedSubject subject = new(defect.Id, StepModelCompiler.Compile(defect));
            PairRaceGenerator generator = new(small, Profile.Strict, subject.Capabilities, []);
            PairRaceRun run = new(subject, new PairRaceOptions());
            int at = -1;
            int open = 0;
            string what = "";
            for (ulong race = 0; race < 500 && at < 0; race++)
            {
                if (generator.Draw(Random64.Derive(7, race)) is { } script)
                {
                    try
                    {
                        Judgement judgement = run.Judge(script);
                        open += judgement.Kind == JudgementKind.Open ? 1 : 0;
                        if (judgement.Kind == JudgementKind.Diverges)
                        {
                            at = (int)race;
                            what = $"{judgement.Divergence!.Clause} {judgement.Divergence.Subject} {judgement.Divergence.Expected} / {judgement.Divergence.Found} in {OperationText.Format(script.Pair.First)} | {OperationText.Format(script.Pair.Second)} {script.Pair.Delay?.Point}";
                        }
                    }
                    catch (Exception exception)
                    {
                        at = (int)race;
                        what = exception.GetType().Name;
                    }
                }
            }
            File.AppendAllText("/tmp/races-measure.txt", $"{defect.Id} {at} open={open} {what}\n");
        }
    }
}
