using HmmSpec.Conformance;
using HmmSpec.Exploration;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>
/// Worlds in which the optimized machine, or one with a defect, is held against the reference after every operation: for
/// subjects that have no steps.
/// </summary>
internal static class LockstepWorlds
{
    /// <summary>Whether a subject is explored here.</summary>
    public static bool Has(string subject) =>
        !StepSubjects.Names.Contains(subject)
        && (subject == CheckPlan.DefaultSubject || SeededDefects.All.Any(defect => NameOf(defect) == subject));

    /// <summary>The world that is asked for: the one of the defect, apart from what is given.</summary>
    /// <exception cref="CommandException">It cannot be.</exception>
    public static ExploreWorld Find(ExploreRequest request, Surroundings surroundings)
    {
        Refuse(request);
        LockstepWorld world = WorldOf(request);
        if ((WorldCheck.Problem(world.World) ?? WorldProblem.OfSizes(world.World)) is string problem)
        {
            throw CommandException.Usage(problem);
        }

        if (world.Operations.Count == 0)
        {
            throw CommandException.Usage("In this world there is no operation to choose from; allow some.");
        }

        MachineFactory factory = Subjects.Find(request.Subject, surroundings);
        string[] words =
        [
            $"--values {world.Values}",
            $"--longest {world.Longest}",
            world.Kinds.Count < OperationKinds.All.Count
                ? $"--operations {string.Join(',', world.Kinds.Select(CheckNames.Kinds.NameOf))}"
                : "",
            world.Profile == Profile.Strict ? "" : $"--profile {world.Profile.Name}",
            request.Subject,
        ];
        return new ExploreWorld(
            ExploreWorlds.Own,
            [.. WorldText.Sizes.Select(size => (size.Name, size.Of(world.World)))],
            request.Symmetry,
            SpecRevision.Current,
            options => Outcome(ShortestDivergence.Find(world, factory, options), request.Subject)
        )
        {
            Rest = string.Join(' ', words.Where(static word => word.Length > 0)),
            IsOfEngine = false,
        };
    }

    private static LockstepWorld WorldOf(ExploreRequest request)
    {
        LockstepWorld usual =
            request.Subject == CheckPlan.DefaultSubject
                ? DefectWorlds.Usual
                : DefectWorlds.Of(request.Subject[Subjects.DefectPrefix.Length..]);
        return usual with
        {
            World = request.Sizes.Aggregate(
                usual.World,
                static (known, size) => size.Value is int value ? size.Size.With(known, value) : known
            ),
            Kinds = request.Kinds.Count > 0 ? request.Kinds : usual.Kinds,
            Values = request.Values ?? usual.Values,
            Longest = request.Longest ?? usual.Longest,
            Profile = request.Profile ?? usual.Profile,
        };
    }

    private static void Refuse(ExploreRequest request)
    {
        string? stranger =
            request.World is not null ? "world"
            : request.Agents is not null ? "agents"
            : request.Each is not null ? "each"
            : request.Setup is not null ? "setup"
            : request.Symmetry != ExploreWorlds.Symmetries[0] ? "symmetry"
            : null;
        if (stranger is not null)
        {
            throw CommandException.Usage(
                $"The subject {Values.Quote(request.Subject)} has no steps and is held against the reference after every "
                    + $"operation, from the initial state on: leave --{stranger} out."
            );
        }
    }

    private static ExploreOutcome Outcome(LockstepReport report, string subject)
    {
        if (report.Finding is not Finding finding)
        {
            return new ExploreOutcome(report.Search, null, [], "") { Fired = report.Fired };
        }

        string clause = finding.Divergence.Clause;
        return new ExploreOutcome(
            report.Search,
            LockstepReport.SentenceOf(finding.Divergence),
            [.. finding.Operations.Select(OperationText.Format)],
            Catalogue.Find(clause) is Clause stated ? $"{clause}: {stated.Sentence}" : ""
        )
        {
            Fired = report.Fired,
            Replay = ReplayFile.Of(finding, []),
            Subject = subject,
            Clause = clause,
        };
    }

    private static string NameOf(SeededDefect defect) => Subjects.DefectPrefix + defect.Id;
}
