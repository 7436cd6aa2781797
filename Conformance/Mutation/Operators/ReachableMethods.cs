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

            foreach (IMethodSymbol named in NamedIn(methods[symbol]))
            {
                foreach (ISymbol meant in methods.Keys.Where(method => IsMeant(named, (IMethodSymbol)method)))
                {
                    waiting.Enqueue(meant);
                }
            }
        }

        return [.. methods.Where(entry => reached.Contains(entry.Key)).Select(static entry => entry.Value)];
    }

    // The method itself; of one that can be overridden, or is of an interface, all that stand in its place.
    private static bool IsMeant(IMethodSymbol named, IMethodSymbol method)
    {
        for (IMethodSymbol? it = method; it is not null; it = it.OverriddenMethod?.OriginalDefinition)
        {
            if (SymbolEqualityComparer.Default.Equals(it, named))
            {
                return true;
            }
        }

        return named.ContainingType is { TypeKind: TypeKind.Interface }
            && SymbolEqualityComparer.Default.Equals(
                method.ContainingType.FindImplementationForInterfaceMember(named),
                method
            );
    }

    // Calls, and methods that are handed on.
    private static IEnumerable<IMethodSymbol> NamedIn(MethodUnderMutation method) =>
        method
            .Nodes<SimpleNameSyntax>()
            .Select(name => method.Model.GetSymbolInfo(name).Symbol?.OriginalDefinition)
            .OfType<IMethodSymbol>()
            .Where(static called => Vocabulary.RoleOfCall(called.Name) != CallRole.Hint);
}
