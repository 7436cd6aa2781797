using HmmSpec.Mutation;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>The defects of the reference by their names.</summary>
internal static class CompiledDefects
{
    public static ReferenceDefect Find(string id) => ReferenceDefects.All.Single(candidate => candidate.Id == id);

    public static IStepModel Model(string id) => StepModelCompiler.Compile(Find(id));
}
