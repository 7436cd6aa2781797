using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Operations side by side: what is done before them, what each agent does, and who takes the next step.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Setup">Operations that run before, one after another.</param>
/// <param name="Agents">Of each agent: the operations that it carries out one after another.</param>
/// <param name="Schedule">
/// Who takes the next step. An agent begins its next operation with its first step; the turn of an agent that waits or has
/// nothing left to do is skipped.
/// </param>
public sealed record Race(
    World World,
    Profile Profile,
    Sequence<Operation> Setup,
    Sequence<Sequence<Operation>> Agents,
    Sequence<Turn> Schedule
)
{
    /// <summary>How many operations there are, those of the setup counted.</summary>
    public int Operations => Setup.Count + Agents.Sum(static operations => operations.Count);

    /// <summary>How often another agent goes on than the one before.</summary>
    public int Switches
    {
        get
        {
            int switches = 0;
            for (int index = 1; index < Schedule.Count; index++)
            {
                switches += Schedule[index].Agent == Schedule[index - 1].Agent ? 0 : 1;
            }

            return switches;
        }
    }

    /// <summary>How much there is to understand: operations, steps, switches, and choices that are not the canonical ones.</summary>
    public int Measure =>
        Operations
        + Schedule.Count
        + Switches
        + Schedule.AsEnumerable().Count(static turn => turn.Choice != Choice.Canonical);
}
