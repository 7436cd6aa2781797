using System.Runtime.CompilerServices;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Compiles a version of the reference in memory.</summary>
public static class StepModelCompiler
{
    private static readonly SourceCompiler Sources = new(SourceSet.Reference, "HmmSpec.Reference");

    private static readonly ConditionalWeakTable<ReferenceDefect, IStepModel> Compiled = [];

    /// <summary>The reference with a defect, which is compiled once.</summary>
    /// <exception cref="DefectException">Its place does not exist, or the result does not compile.</exception>
    public static IStepModel Compile(ReferenceDefect defect) =>
        Compiled.GetValue(defect, static defect => Compile(defect.Id, defect.Rewrites));

    /// <summary>The reference as its sources are, without a defect.</summary>
    public static IStepModel CompileUnchanged() => Compile("unchanged", []);

    /// <summary>The version of the reference with these rewrites.</summary>
    /// <param name="name">What the version is called.</param>
    /// <param name="rewrites">The rewrites, one after another.</param>
    /// <exception cref="DefectException">A place does not exist, or the result does not compile.</exception>
    public static IStepModel Compile(string name, IEnumerable<Rewrite> rewrites) =>
        (IStepModel)Activator.CreateInstance(Sources.Compile(name, rewrites, "HmmSpec.Reference.ReferenceSteps"))!;
}
