using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec check SUBJECT --races N</c>: two operations at the same time, generated.</summary>
/// <param name="surroundings">Where it writes.</param>
/// <param name="plan">What is asked for.</param>
/// <param name="json">Whether the report is JSON.</param>
internal sealed class PairRaceCheck(Surroundings surroundings, CheckPlan plan, bool json)
{
    private const string Folder = "races";

    /// <summary>Runs it.</summary>
    /// <param name="subject">What is checked.</param>
    /// <param name="profile">The profile; null for the first that the subject follows.</param>
    /// <param name="options">How it is asked and judged.</param>
    public ExitCode Run(IRacingSubject subject, Profile? profile, PairRaceOptions options)
    {
        Capabilities can = subject.Capabilities;
        if (can.DelayPoints is null)
        {
            throw CommandException.Usage(
                "The subject does not declare delay-points: it does not carry out two operations at the same time."
            );
        }

        FailureFolder folder = new(Path.Combine(plan.FailureFolder, Folder));
        if (folder.Problem() is string problem)
        {
            throw CommandException.Usage(problem);
        }

        CheckOptions checking = plan.Options with
        {
            World = CapableWorld.Of(plan.Options.World, can),
            Profile = profile ?? CheckVerb.ProfileOf(can),
        };
        using Interruption interruption = new(surroundings);
        PairRaceScreen screen = new(surroundings.Screen(json), plan with { Options = checking });
        screen.Begin(can);
        PairRaceEngine engine = new(subject, checking, options);
        PairRaceReport report = Guarded(() => Watched(screen, engine, interruption.Token));
        string file = report.Finding is { } finding ? Keep(folder, finding, report) : "";
        string leftFile = report.Left is { } left ? KeepUndecided(folder, left) : "";
        screen.End(report, file, leftFile);
        ExitCode code = ExitCodes.Of(report.Verdict);
        if (json)
        {
            surroundings.Out.WriteLine(PairRaceJson.Format(plan with { Options = checking }, report, file, (int)code));
        }

        return code;
    }

    private static PairRaceReport Watched(PairRaceScreen screen, PairRaceEngine engine, CancellationToken cancellation)
    {
        using ProgressWatch watch = screen.Watch(engine);
        PairRaceReport report = engine.Run(cancellation);
        watch.End();
        return report;
    }

    private static T Guarded<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (SubjectException exception)
        {
            throw new CommandException(ExitCodes.Of(exception.Failure), SubjectText.Sentences(exception.Failure));
        }
    }

    private string Keep(FailureFolder folder, PairRaceFinding finding, PairRaceReport report) =>
        Kept(() =>
            folder.Keep(
                finding.Divergence.Clause,
                plan.Options.Seed,
                PairRaceFile.Of(
                    finding,
                    [
                        $"seed {plan.Seed}",
                        $"race {report.Race}, shrunk from {report.Original!.Operations} operations to "
                            + $"{finding.Script.Operations} in {report.Tries} tries",
                    ]
                )
            )
        );

    private string KeepUndecided(FailureFolder folder, UndecidedRace left) =>
        Kept(() => folder.KeepUndecided(PairRaceFile.Of(left, [$"seed {plan.Seed}"]), plan.Options.Seed));

    private string Kept(Func<string> keep)
    {
        try
        {
            return keep();
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            // What was found must not be lost because the disk is full.
            surroundings.Err.WriteLine($"hmmspec: the race could not be written: {FailureFolder.Reason(exception)}");
            return "";
        }
    }
}
