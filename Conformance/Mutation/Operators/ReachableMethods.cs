using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>
/// The methods that an operation can lead to. What is only there to show the state to a checker, or to tell it where to look,
/// is not mutated: a lying window says nothing of the room behind it.
/// </summary>
internal static class ReachableMethods
{
    /// <summary>In the order of files and lines.</summary>
    public static IReadOnlyList<MethodUnderMutation> Of(CSharpCompilation compilation, IReadOnlyList<string> beginnings)
    {
        Dictionary<ISymbol, MethodUnderMutation> methods = new(SymbolEqualityComparer.Default);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (
                MethodDeclarationSyntax method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            )
            {
                if (
                    model.GetDeclaredSymbol(method) is { } symbol
                    && (method.Body ?? (SyntaxNode?)method.ExpressionBody) is not null
                )
                {
                    methods[symbol] = new MethodUnderMutation(method, model);
                }
            }
        }

        HashSet<ISymbol> reached = new(SymbolEqualityComparer.Default);
        Queue<ISymbol> waiting = new(methods.Keys.Where(symbol => beginnings.Contains(symbol.Name)));
        while (waiting.TryDequeue(out ISymbol? symbol))
        {
            if (!reached.Add(symbol))
            {
                continue;
            }

            foreach (ISymbol named in NamedIn(methods[symbol]))
            {
                if (methods.ContainsKey(named))
                {
                    waiting.Enqueue(named);
                }
            }
        }

        return [.. methods.Where(entry => reached.Contains(entry.Key)).Select(static entry => entry.Value)];
    }

    // Calls and methods that are handed on; and of an abstract one all that override it.
    private static IEnumerable<ISymbol> NamedIn(MethodUnderMutation method) =>
        method
            .Nodes<SimpleNameSyntax>()
            .Select(name => method.Model.GetSymbolInfo(name).Symbol?.OriginalDefinition)
            .OfType<IMethodSymbol>()
            .Where(static called => Vocabulary.RoleOfCall(called.Name) != CallRole.Hint);
}
