using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>Writes a schedule that was found as a scenario: an ordinary replay file.</summary>
public static class ScheduleScenario
{
    /// <summary>The scenario of a schedule.</summary>
    /// <param name="world">The world in which it was found.</param>
    /// <param name="schedule">The steps.</param>
    public static Scenario Of(HmmWorld world, IReadOnlyList<ScheduledStep> schedule)
    {
        if (world.IsSequential && schedule.All(static step => step.Taken.Choice == Choice.Canonical))
        {
            IEnumerable<Operation> operations = schedule.Select(static step => step.Begun).OfType<Operation>();
            return ConcurrentScenario.FromSchedule(world.World, world.Profile, world.Setup.Concat([.. operations]), []);
        }

        List<ScheduleMove> moves = [];
        foreach (ScheduledStep step in schedule)
        {
            if (step.Begun is Operation begun)
            {
                moves.Add(new Begun(begun) { Agent = step.Agent });
            }

            moves.Add(new Stepped(step.Taken) { Agent = step.Agent });
        }

        return ConcurrentScenario.FromSchedule(world.World, world.Profile, world.Setup, moves);
    }

    /// <summary>A line for each step: who takes it, the operation that begins with it, and its label.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<ScheduledStep> schedule)
    {
        List<string> lines = [];
        foreach (ScheduledStep step in schedule)
        {
            string agent = AgentNames.Of(step.Agent);
            if (step.Begun is Operation begun)
            {
                lines.Add($"{agent}  {OperationText.Format(begun)}");
            }

            string choice = step.Taken.Choice == Choice.Canonical ? "" : $" ({ChoiceText.Format(step.Taken.Choice)})";
            string end = step.Taken.Activity is null ? $" -> {OutcomeText.Format(step.Taken.Outcome)}" : "";
            lines.Add($"{agent}    {StepLabels.Of(step.Taken.Step)}{choice}{end}");
        }

        return lines;
    }
}
