using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace HmmSpec.Mutation;

/// <summary>All mutants of one model, compiled together.</summary>
public sealed class MutantSet
{
    // The tool carries the sources, so that they are always the same.
    private static readonly Lazy<MutantSet> Machine = new(static () =>
        Create(
            new SourceCompiler(SourceSet.Optimized, "HmmSpec.Optimized").Unchanged,
            ["Apply"],
            "HmmSpec.Optimized.OptimizedMachine"
        )
    );

    private readonly byte[] _image;
    private readonly string _type;
    private readonly Dictionary<string, int> _numbers;

    private MutantSet(IReadOnlyList<Mutation> mutations, IReadOnlyList<Mutant> uncompilable, byte[] image, string type)
    {
        Mutants = [.. mutations.Select(static mutation => mutation.Mutant)];
        Uncompilable = uncompilable;
        _image = image;
        _type = type;
        _numbers = Mutants.Select(static (mutant, index) => (mutant.Id, index + 1)).ToDictionary();
    }

    /// <summary>The mutants, in the order of operators, files and lines.</summary>
    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>Those that no compiler takes; an operator that makes one is wrong.</summary>
    public IReadOnlyList<Mutant> Uncompilable { get; }

    /// <summary>The mutants of the optimized machine.</summary>
    /// <exception cref="DefectException">The sources do not compile.</exception>
    public static MutantSet OfMachine() => Machine.Value;

    /// <summary>The mutants of somebody's machine.</summary>
    /// <param name="folder">Where its sources are.</param>
    /// <param name="machine">The name of the class; null if there is only one that is a machine.</param>
    /// <exception cref="DefectException">The sources do not compile, or there is no such machine in them.</exception>
    public static MutantSet OfFolder(string folder, string? machine)
    {
        CSharpCompilation compilation = SourceCompiler.Compilation(SourceSet.LoadFolder(folder), "Machine");
        Diagnostic? error = compilation
            .GetDiagnostics()
            .FirstOrDefault(static item => item.Severity == DiagnosticSeverity.Error);
        return error is null
            ? Create(compilation, ["Apply"], MachineClass.Find(compilation, folder, machine))
            : throw new DefectException($"{folder}: The sources do not compile: {error}");
    }

    /// <summary>A copy of the model in which one mutant at a time can be switched on; each thread needs its own.</summary>
    public MutantCopy Load()
    {
        AssemblyLoadContext context = new("mutants", isCollectible: true);
        return new MutantCopy(context.LoadFromStream(new MemoryStream(_image)), _type, _numbers);
    }

    private static MutantSet Create(CSharpCompilation compilation, IReadOnlyList<string> beginnings, string type)
    {
        List<Mutation> mutations = [.. Find(ReachableMethods.Of(compilation, beginnings))];
        List<Mutant> uncompilable = [];
        while (true)
        {
            IReadOnlyList<SyntaxTree> trees = SchemataWriter.Write([.. compilation.SyntaxTrees], mutations);
            CSharpCompilation written = compilation
                .WithAssemblyName($"{compilation.AssemblyName}.Mutants")
                .RemoveAllSyntaxTrees()
                .AddSyntaxTrees(trees);
            using MemoryStream image = new();
            EmitResult result = written.Emit(image);
            if (result.Success)
            {
                return new MutantSet(mutations, uncompilable, image.ToArray(), type);
            }

            HashSet<int> wrong = [.. NumbersOf(result.Diagnostics)];
            uncompilable.AddRange(wrong.Select(number => mutations[number - 1].Mutant));
            mutations = [.. mutations.Where((_, index) => !wrong.Contains(index + 1))];
        }
    }

    private static IEnumerable<int> NumbersOf(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic error in diagnostics.Where(static it => it.Severity == DiagnosticSeverity.Error))
        {
            int number = error.Location.SourceTree is { } tree
                ? SchemataWriter.NumberAt(tree, error.Location.SourceSpan)
                : 0;
            yield return number > 0 ? number : throw new DefectException($"The mutants do not compile: {error}");
        }
    }

    private static IEnumerable<Mutation> Find(IReadOnlyList<MethodUnderMutation> methods)
    {
        foreach (MutationOperator mutation in MutationOperators.All)
        {
            Dictionary<string, int> ordinals = [];
            foreach (MethodUnderMutation method in methods)
            {
                string place = PlaceOf(method.Declaration);
                foreach ((SyntaxNode node, SyntaxNode replacement) in mutation.Find(method))
                {
                    int ordinal = ordinals[place] = ordinals.GetValueOrDefault(place) + 1;
                    yield return new Mutation(
                        new Mutant(mutation.Id, place, ordinal, OneLine(node), OneLine(replacement)),
                        [new MethodChange(method.Declaration, node, replacement.WithTriviaFrom(node))]
                    );
                }
            }
        }
    }

    private static string PlaceOf(MethodDeclarationSyntax method) =>
        $"{(method.Parent as TypeDeclarationSyntax)?.Identifier.Text}.{method.Identifier.Text}";

    private static string OneLine(SyntaxNode node) =>
        string.Join(' ', node.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace($"{MutantRuntime.Name}.", "", StringComparison.Ordinal);
}
