using System.Reflection;
using System.Runtime.CompilerServices;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Compiles a version of the optimized machine in memory.</summary>
public static class MachineCompiler
{
    private static readonly SourceCompiler Sources = new(SourceSet.Optimized, "HmmSpec.Optimized");

    private static readonly ConditionalWeakTable<SeededDefect, MachineFactory> Compiled = [];

    /// <summary>Makes machines with a defect, which is compiled once.</summary>
    /// <exception cref="DefectException">Its place does not exist, or the result does not compile.</exception>
    public static MachineFactory Compile(SeededDefect defect) =>
        Compiled.GetValue(defect, static defect => Compile(defect.Id, [defect.Rewrite]));

    /// <summary>Makes machines as the sources are, without a defect.</summary>
    public static MachineFactory CompileUnchanged() => Compile("unchanged", []);

    /// <summary>Makes machines of the version with these rewrites.</summary>
    /// <param name="name">What the version is called.</param>
    /// <param name="rewrites">The rewrites, one after another.</param>
    /// <exception cref="DefectException">A place does not exist, or the result does not compile.</exception>
    public static MachineFactory Compile(string name, IEnumerable<Rewrite> rewrites)
    {
        Type type = Sources.Compile(name, rewrites, "HmmSpec.Optimized.OptimizedMachine");
        ConstructorInfo constructor = type.GetConstructor([typeof(World), typeof(Profile)])!;
        return (world, profile) => (IMachine)constructor.Invoke([world, profile]);
    }
}
