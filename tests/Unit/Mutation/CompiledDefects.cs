using System.Collections.Concurrent;
using HmmSpec.Mutation;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>The defects of the reference, each compiled once for all tests.</summary>
internal static class CompiledDefects
{
    private static readonly ConcurrentDictionary<string, IStepModel> Compiled = new();

    public static ReferenceDefect Find(string id) => ReferenceDefects.All.Single(candidate => candidate.Id == id);

    public static IStepModel Model(string id) =>
        Compiled.GetOrAdd(id, static id => StepModelCompiler.Compile(Find(id)));
}
