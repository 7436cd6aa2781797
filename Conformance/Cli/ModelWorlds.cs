using System.Numerics;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Exploration;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Worlds of the model: those with a name, and one that is made of sizes.</summary>
internal static class ModelWorlds
{
    /// <summary>The model unless another is named.</summary>
    public const string Reference = CheckPlan.SideBySideSubject;

    private const int BytesPerState = 100;
    private const int MostAgents = 8;
    private const int MostValues = 200;

    // One of everything, and frames for copies.
    private static readonly World Least = new(1, 1, 1, 3, 1, 1, 0);

    /// <summary>What the help says of a size.</summary>
    public static string DescriptionOf(WorldSize size) =>
        size.Name switch
        {
            "processes" => "How many processes can live at a time",
            "pages" => "How many virtual pages each process has",
            "devices" => "How many devices can be attached",
            "frames" => "How many frames system memory has",
            "swap" => "How many slots swap has; 0 for none",
            "device-frames" => "How many frames of its own a device has",
            "iova" => "How many IOVAs a device has; 0 for direct DMA only",
            "files" => "How many files with storage can be mapped; 0 for none",
            "memory-files" => "How many memory files, for shared anonymous memory, can be mapped; 0 for none",
            "file-pages" => "How many pages a file has at most, and at the start",
            "pins" => "How many pins can be held; 0 for none",
            _ => $"The world: {size.Name}",
        } + $"; {size.Of(Least)} unless given";

    /// <summary>A world with a name; only its profile and symmetry can be others.</summary>
    public static ExploreWorld Named(
        NamedWorld named,
        ExploreRequest request,
        bool looksForCycles,
        Surroundings surroundings
    )
    {
        return request.MakesWorld
            ? throw CommandException.Usage(
                $"The world {named.Name} has its sizes and operations already; without --world they can be chosen."
            )
            : Of(named.Name, named.With(request.Profile ?? Profile.Strict), request, [], looksForCycles, surroundings);
    }

    /// <summary>A world that is made of sizes.</summary>
    public static ExploreWorld Own(ExploreRequest request, bool looksForCycles, Surroundings surroundings)
    {
        if (!request.MakesWorld && DefectOf(request.Subject) is ReferenceDefect defect)
        {
            HmmWorld small = defect.World.ToHmmWorld() with { Profile = request.Profile ?? defect.World.Profile };
            return Of(ExploreWorlds.Own, small, request, [], looksForCycles, surroundings) with
            {
                Arguments = request.Subject,
            };
        }

        Refuse("--agents", request.Agents, MostAgents);
        Refuse("--each", request.Each, AgentPlan.Unlimited - 1);
        Refuse("--values", request.Values, MostValues);
        Refuse("--longest", request.Longest, int.MaxValue);
        Scenario? setup = request.Setup is string path ? SetupOf(path) : null;
        World sizes = request.Sizes.Aggregate(
            setup?.World ?? Least,
            static (known, size) => size.Value is int value ? size.Size.With(known, value) : known
        );
        if ((WorldCheck.Problem(sizes) ?? WorldProblem.OfSizes(sizes)) is string problem)
        {
            throw CommandException.Usage(problem);
        }

        int agents = request.Agents ?? 1;
        int values = request.Values ?? 1;
        int longest = request.Longest ?? 1;
        Sequence<OperationKind> kinds = request.Kinds.Count > 0 ? request.Kinds : [.. OperationKinds.Basic];
        int each = request.Each ?? (agents == 1 ? AgentPlan.Unlimited : 1);
        AgentPlan plan = new(Alphabet.Of(sizes, kinds.AsEnumerable(), values, longest), each);
        HmmWorld world = new(
            sizes,
            request.Profile ?? setup?.Profile ?? Profile.Strict,
            setup is null ? [] : Held(setup, request.Setup!, sizes),
            Sequence.Repeat(plan, agents)
        )
        {
            IsSequential = agents == 1 && request.Each is null,
        };
        string[] rest =
        [
            $"--agents {agents}",
            request.Each is null ? "" : $"--each {each}",
            $"--values {values}",
            $"--longest {longest}",
            request.Kinds.Count > 0 ? $"--operations {string.Join(',', kinds.Select(CheckNames.Kinds.NameOf))}" : "",
            request.Setup is null ? "" : $"--setup {ShellWords.Quote(request.Setup)}",
        ];
        return Of(ExploreWorlds.Own, world, request, rest, looksForCycles, surroundings);
    }

    private static ExploreWorld Of(
        string name,
        HmmWorld plain,
        ExploreRequest request,
        IReadOnlyList<string> rest,
        bool looksForCycles,
        Surroundings surroundings
    )
    {
        HmmWorld world = plain with { Symmetry = SymmetryOf(request.Symmetry), KeepsAgentsApart = looksForCycles };
        if (WorldProblem.Of(world) is string problem)
        {
            throw CommandException.Usage(problem);
        }

        IStepModel model = StepSubjects.Find(request.Subject, surroundings);
        Estimate estimate = Estimate.Of(world, model);
        string[] words =
        [
            .. rest,
            world.Profile == Profile.Strict ? "" : $"--profile {world.Profile.Name}",
            request.Subject == Reference ? "" : request.Subject,
        ];
        return new ExploreWorld(
            name,
            [.. WorldText.Sizes.Select(size => (size.Name, size.Of(world.World)))],
            request.Symmetry,
            $"{SpecRevision.Current} {Setup(world)}",
            options => Outcome(HmmExploration.Run(world, model, options), request.Subject)
        )
        {
            CanCycle = !world.IsSequential,
            IsNamed = name != ExploreWorlds.Own,
            Rest = string.Join(' ', words.Where(static word => word.Length > 0)),
            Estimate = new BigInteger(Math.Min(estimate.States, 1e300)),
            Reason = estimate.Reason,
            BytesPerState = BytesPerState,
        };
    }

    private static ExploreOutcome Outcome(HmmReport report, string subject)
    {
        bool isBroken = report.Violation is not null;
        return new ExploreOutcome(
            report.Search,
            report.Violation,
            ScheduleScenario.Lines(report.Schedule),
            report.Schedule.Count == 0 ? "" : StateText.Format(report.Schedule[^1].Taken.State)
        )
        {
            Fired = report.Fired,
            Subject = subject == Reference ? "" : subject,
            Replay = isBroken ? ScheduleScenario.Of(report.World, report.Schedule) : null,
            IsFair = report.Search.Edges is not null && report.Search.IsComplete,
        };
    }

    private static void Refuse(string option, int? value, int most)
    {
        if (value is int number && (number < 1 || number > most))
        {
            string expected = most == int.MaxValue ? "a whole number from 1 on" : $"a whole number from 1 to {most}";
            throw CommandException.Usage($"{option} is {number}; expected {expected}.");
        }
    }

    // The sizes of the file are those of the world, but for the ones that are given.
    // What runs first has to come out as its file wants.
    private static Sequence<Operation> Held(Scenario setup, string path, World sizes)
    {
        ScenarioRun run = ScenarioRunner.Run(setup with { World = sizes });
        return run.Mismatches.Count == 0
            ? [.. setup.Operations]
            : throw new CommandException(ExitCode.BadInput, $"{path}:{run.Mismatches[0]}");
    }

    private static Scenario SetupOf(string path)
    {
        Scenario scenario = ScenarioFile.Read(path);
        return scenario.IsConcurrent
            ? throw CommandException.Usage(
                $"{path} has activities that take turns; what runs first runs one after another."
            )
            : scenario;
    }

    // A defect of the reference has a world of its own in which it shows.
    private static ReferenceDefect? DefectOf(string subject) =>
        ReferenceDefects.All.FirstOrDefault(defect => Subjects.DefectPrefix + defect.Id == subject);

    private static string Setup(HmmWorld world) => string.Join(';', world.Setup.Select(OperationText.Format));

    private static Symmetry SymmetryOf(string word) =>
        word switch
        {
            "devices" => Symmetry.Devices,
            "processes" => Symmetry.Processes,
            "pages" => Symmetry.Pages,
            "all" => Symmetry.Devices | Symmetry.Processes | Symmetry.Pages,
            _ => Symmetry.None,
        };
}
