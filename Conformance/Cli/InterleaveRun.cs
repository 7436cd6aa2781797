using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec check --interleave N</c>: kept races, then generated ones.</summary>
/// <param name="surroundings">Where it writes.</param>
/// <param name="plan">What is asked for.</param>
/// <param name="json">Whether the report is JSON.</param>
internal sealed class InterleaveRun(Surroundings surroundings, CheckPlan plan, bool json)
{
    public ExitCode Run()
    {
        IStepModel model = StepSubjects.Find(plan.Subject, surroundings);
        if (new FailureFolder(plan.Folder).Problem() is string problem)
        {
            throw CommandException.Usage(problem);
        }

        using Interruption interruption = new(surroundings);
        using RaceScreen screen = new(surroundings.Screen(json), plan, interruption.Token);
        screen.Begin();
        RaceSummary summary = new RaceSession(plan, model, screen).Run(interruption.Token);
        ExitCode code = ExitCodes.Of(summary.Verdict);
        screen.End(summary);
        if (json)
        {
            surroundings.Out.WriteLine(RaceJson.Format(summary, (int)code));
        }

        return code;
    }
}
