using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>The subjects that are models in steps, so that all their interleavings can be looked at.</summary>
internal static class StepSubjects
{
    /// <summary>What the help says of the argument.</summary>
    public const string Description =
        "Whose steps are explored: reference, or defect:NAME, the reference with a defect seeded";

    /// <summary>The model of a subject.</summary>
    public static IStepModel Find(string subject) =>
        subject == ModelWorlds.Reference ? new ReferenceSteps() : Subjects.FindSteps(subject);
}
