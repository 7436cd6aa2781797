using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The words for what happens in races.</summary>
public static class RaceWords
{
    /// <summary>A step in one line: <c>a  device-load p0 d0 0+1 | walk</c>.</summary>
    public static string Of(RaceStep step)
    {
        string label = step.Name.Activity is null ? step.Name.Method : StepLabels.Of(step.Name);
        string choice =
            step.Turn.Choice == Choice.Canonical
                ? ""
                : $" ({ConcurrentText.Choices.NameOf(step.Turn.Choice.Kind)} {step.Turn.Choice.Value})";
        string end = step.Outcome is Outcome outcome ? $" -> {OutcomeText.Format(outcome)}" : "";
        return $"{AgentNames.Of(step.Turn.Agent)}  {OperationText.Format(step.Carried)} | {label}{choice}{end}";
    }

    /// <summary>The kind of a fault.</summary>
    public static string Of(RaceFault fault) =>
        fault switch
        {
            RaceFault.Violation => "violation",
            RaceFault.Deadlock => "deadlock",
            RaceFault.Endless => "endless",
            RaceFault.Crash => "crash",
        };
}
