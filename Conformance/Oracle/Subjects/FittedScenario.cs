using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// A scenario in the world and the profile of a subject that limits fewer resources than the scenario's world does, or knows
/// fewer profiles: the same scenario, if the reference answers all of it alike there.
/// </summary>
internal static class FittedScenario
{
    /// <summary>The scenario as the subject can be asked it; null if it would not be the same.</summary>
    public static Scenario? Of(Scenario scenario, Capabilities capabilities)
    {
        bool fits = CapableWorld.Fits(scenario.World, capabilities);
        bool follows = SubjectLacks.Allows(capabilities, scenario.Profile);
        if (scenario.IsConcurrent || (fits && follows))
        {
            return fits && follows ? scenario : null;
        }

        World world = fits ? scenario.World : CapableWorld.Of(scenario.World, capabilities);
        Profile? profile = follows
            ? scenario.Profile
            : Profile.All.FirstOrDefault(known => SubjectLacks.Allows(capabilities, known));
        if (profile is null || !IsOnlyRoomier(scenario.World, world, capabilities))
        {
            return null;
        }

        Scenario fitted = scenario with
        {
            World = world,
            Profile = profile,
            Lines = [.. scenario.Lines.Select(line => Fitted(line, world, capabilities))],
        };
        return Outcomes(scenario).SequenceEqual(Outcomes(fitted)) ? fitted : null;
    }

    // What the subject limits has to be as the scenario has it.
    private static bool IsOnlyRoomier(World wanted, World world, Capabilities capabilities) =>
        (world.Processes, world.Pages, world.Devices) == (wanted.Processes, wanted.Pages, wanted.Devices)
        && (capabilities.Frames is null || world.Frames == wanted.Frames)
        && (capabilities.SwapSlots is null || world.SwapSlots == wanted.SwapSlots)
        && (capabilities.DeviceFrames is null || world.DeviceFrames == wanted.DeviceFrames)
        && (capabilities.IovaSlots is null || world.IovaSlots == wanted.IovaSlots);

    private static ScenarioLine Fitted(ScenarioLine line, World world, Capabilities capabilities) =>
        line is OperationLine run
            ? run with
            {
                Operation = RoomyOperations.Widen(run.Operation, world, capabilities),
            }
            : line;

    private static List<Outcome> Outcomes(Scenario scenario)
    {
        State state = ReferenceModel.Init(scenario.World, scenario.Profile);
        List<Outcome> outcomes = [];
        foreach (Operation operation in scenario.Operations)
        {
            Transition transition = ReferenceModel.Run(state, operation);
            outcomes.Add(transition.Outcome);
            state = transition.After;
        }

        return outcomes;
    }
}
