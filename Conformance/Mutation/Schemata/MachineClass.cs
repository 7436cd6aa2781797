using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>The class of somebody's sources that is a machine: it implements IMachine and is made from a world and a profile.</summary>
internal static class MachineClass
{
    private const string Interface = "HmmSpec.Spec.IMachine";

    /// <summary>Its full name.</summary>
    /// <exception cref="DefectException">There is none, or several and no name that decides.</exception>
    public static string Find(CSharpCompilation compilation, string folder, string? name)
    {
        string[] all =
        [
            .. compilation
                .SyntaxTrees.SelectMany(tree => Machines(compilation.GetSemanticModel(tree)))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        string[] meant =
        [
            .. all.Where(found =>
                name is null || found == name || found.EndsWith($".{name}", StringComparison.Ordinal)
            ),
        ];
        return meant.Length == 1
            ? meant[0]
            : throw new DefectException(
                all.Length == 0
                    ? $"{folder}: No public class implements {Interface} and has a constructor (World, Profile)."
                    : $"{folder}: The machines are {string.Join(", ", all)}; say which is meant with --subject."
            );
    }

    private static IEnumerable<string> Machines(SemanticModel model) =>
        model
            .SyntaxTree.GetRoot()
            .DescendantNodes()
            .OfType<ClassDeclarationSyntax>()
            .Select(declaration => model.GetDeclaredSymbol(declaration))
            .OfType<INamedTypeSymbol>()
            .Where(static type =>
                type is { IsAbstract: false, DeclaredAccessibility: Accessibility.Public }
                && type.AllInterfaces.Any(static it => it.ToDisplayString() == Interface)
                && type.InstanceConstructors.Any(static it =>
                    it.Parameters is [{ Type.Name: "World" }, { Type.Name: "Profile" }]
                )
            )
            .Select(static type => type.ToDisplayString());
}
