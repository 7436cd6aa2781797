using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a subject lacks to be asked what a scenario asks.</summary>
internal static class SubjectLacks
{
    /// <summary>Why a scenario cannot be run on it; null if it can.</summary>
    public static string? Of(Scenario scenario, Capabilities capabilities)
    {
        string[] missing =
        [
            .. scenario
                .Operations.Select(OperationKinds.Of)
                .Distinct()
                .Where(kind => !capabilities.Operations.Contains(kind))
                .Select(CheckNames.Kinds.NameOf),
        ];
        return missing.Length > 0 ? $"needs {string.Join(", ", missing)}, which the subject does not carry out"
            : FittedScenario.Of(scenario, capabilities) is not null ? null
            : !Allows(capabilities, scenario.Profile)
                ? $"needs the profile {scenario.Profile.Name}, which the subject does not declare"
            : $"needs the world {WorldText.Format(scenario.World)}, to which the subject cannot be reset";
    }

    /// <summary>Whether a subject can follow a profile.</summary>
    public static bool Allows(Capabilities capabilities, Profile profile) =>
        capabilities.Profiles.Count == 0 || capabilities.Profiles.Contains(profile.Name);
}
