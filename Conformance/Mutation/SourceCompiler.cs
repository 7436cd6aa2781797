using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace HmmSpec.Mutation;

/// <summary>
/// Compiles versions of one model's sources in memory. What all versions have in common, the trees that are not rewritten
/// and the assemblies that are referred to, is read once.
/// </summary>
/// <param name="folder">The folder of the sources.</param>
/// <param name="assembly">The name of the model's assembly.</param>
internal sealed class SourceCompiler(string folder, string assembly)
{
    // Referred to by no model: neither may see the other.
    private static readonly string[] Models = ["HmmSpec.Optimized.dll", "HmmSpec.Reference.dll"];

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(FindReferences);

    private readonly Lazy<CSharpCompilation> _unchanged = new(() => Compilation(SourceSet.Load(folder), assembly));

    /// <summary>The sources as they are.</summary>
    public CSharpCompilation Unchanged => _unchanged.Value;

    /// <summary>A type of the version with these rewrites.</summary>
    /// <exception cref="DefectException">A place does not exist, or the result does not compile.</exception>
    public Type Compile(string name, IEnumerable<Rewrite> rewrites, string type)
    {
        CSharpCompilation compilation = Rewritten(name, rewrites).WithAssemblyName($"{assembly}.{name}");
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        if (!result.Success)
        {
            Diagnostic first = result.Diagnostics.First(static item => item.Severity == DiagnosticSeverity.Error);
            throw new DefectException($"{name} does not compile: {first}");
        }

        image.Position = 0;
        AssemblyLoadContext context = new(name, isCollectible: true);
        return context.LoadFromStream(image).GetType(type, throwOnError: true)!;
    }

    /// <summary>Sources as one assembly, with all that this tool itself refers to but the models.</summary>
    public static CSharpCompilation Compilation(IEnumerable<SyntaxTree> trees, string assembly) =>
        CSharpCompilation.Create(
            assembly,
            trees,
            References.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true
            )
        );

    private CSharpCompilation Rewritten(string name, IEnumerable<Rewrite> rewrites)
    {
        IReadOnlyList<SyntaxTree> before = [.. _unchanged.Value.SyntaxTrees];
        IReadOnlyList<SyntaxTree> after = Rewriter.Apply(before, name, rewrites);
        CSharpCompilation compilation = _unchanged.Value;
        for (int index = 0; index < before.Count; index++)
        {
            if (before[index] != after[index])
            {
                compilation = compilation.ReplaceSyntaxTree(before[index], after[index]);
            }
        }

        return compilation;
    }

    private static List<MetadataReference> FindReferences()
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. platform
                .Split(Path.PathSeparator)
                .Where(static path => path.EndsWith(".dll", StringComparison.Ordinal) && File.Exists(path))
                .Where(static path => !Models.Contains(Path.GetFileName(path), StringComparer.Ordinal))
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
