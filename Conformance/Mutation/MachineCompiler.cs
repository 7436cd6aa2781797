using System.Reflection;
using System.Runtime.Loader;
using HmmSpec.Properties;
using HmmSpec.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace HmmSpec.Mutation;

/// <summary>Compiles a version of the optimized machine in memory.</summary>
public static class MachineCompiler
{
    private const string Machine = "HmmSpec.Optimized.OptimizedMachine";

    private static readonly Lazy<IReadOnlyList<SyntaxTree>> Sources = new(SourceSet.Load);
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(FindReferences);

    /// <summary>Makes machines with a defect.</summary>
    /// <exception cref="DefectException">Its place does not exist, or the result does not compile.</exception>
    public static MachineFactory Compile(SeededDefect defect) =>
        Compile(Rewriter.Apply(Sources.Value, defect), defect.Id);

    /// <summary>Makes machines as the sources are, without a defect.</summary>
    public static MachineFactory CompileUnchanged() => Compile(Sources.Value, "unchanged");

    private static MachineFactory Compile(IReadOnlyList<SyntaxTree> trees, string name)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"HmmSpec.Optimized.{name}",
            trees,
            References.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true
            )
        );
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        if (!result.Success)
        {
            Diagnostic first = result.Diagnostics.First(static item => item.Severity == DiagnosticSeverity.Error);
            throw new DefectException($"{name} does not compile: {first}");
        }

        image.Position = 0;
        AssemblyLoadContext context = new(name, isCollectible: true);
        Type type = context.LoadFromStream(image).GetType(Machine, throwOnError: true)!;
        ConstructorInfo constructor = type.GetConstructor([typeof(World), typeof(Profile)])!;
        return (world, profile) => (IMachine)constructor.Invoke([world, profile]);
    }

    private static List<MetadataReference> FindReferences()
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. platform
                .Split(Path.PathSeparator)
                .Where(static path => !Path.GetFileName(path).StartsWith("HmmSpec.Optimized", StringComparison.Ordinal))
                .Where(static path => path.EndsWith(".dll", StringComparison.Ordinal) && File.Exists(path))
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
