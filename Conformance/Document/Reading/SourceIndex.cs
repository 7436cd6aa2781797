using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>All types of the sources, found by name. Only syntax is looked at: nothing is compiled.</summary>
internal sealed class SourceIndex
{
    // In this order: where two projects have a type of one name, the specification's is meant.
    private static readonly string[] Order = ["Spec/Core", "Model/Reference"];

    private readonly Dictionary<string, TypeSource> _byName = new(StringComparer.Ordinal);

    private SourceIndex(IReadOnlyList<TypeSource> types)
    {
        Types = types;
        foreach (TypeSource type in types)
        {
            _byName.TryAdd(type.Name, type);
        }
    }

    public IReadOnlyList<TypeSource> Types { get; }

    public TypeSource? Find(string name) => _byName.GetValueOrDefault(name);

    public static SourceIndex Of(IEnumerable<SourceFile> files)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview);
        IEnumerable<BaseTypeDeclarationSyntax> declarations = files
            .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .SelectMany(file =>
                CSharpSyntaxTree.ParseText(file.Text, options, file.Path).GetRoot().DescendantNodes(IsOutside)
            )
            .OfType<BaseTypeDeclarationSyntax>();
        IEnumerable<TypeSource> types = declarations
            .GroupBy(node => (Project: ProjectOf(node.SyntaxTree.FilePath), Name: node.Identifier.ValueText))
            .Select(group => new TypeSource(group.Key.Name, group.Key.Project, InOrder(group.Key.Name, group)));
        return new SourceIndex([
            .. types.OrderBy(type => RankOf(type.Project)).ThenBy(FirstPath, StringComparer.Ordinal),
        ]);
    }

    // Nested types belong to the type around them.
    private static bool IsOutside(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax;

    private static string FirstPath(TypeSource type) => type.Main.SyntaxTree.FilePath;

    private static int RankOf(string project)
    {
        int rank = Array.IndexOf(Order, project);
        return rank < 0 ? Order.Length : rank;
    }

    private static string ProjectOf(string path) => string.Join('/', path.Split('/').Take(2));

    private static IReadOnlyList<BaseTypeDeclarationSyntax> InOrder(
        string name,
        IEnumerable<BaseTypeDeclarationSyntax> parts
    ) =>
        [
            .. parts
                .OrderBy(part => Path.GetFileName(part.SyntaxTree.FilePath) == $"{name}.cs" ? 0 : 1)
                .ThenBy(part => part.SyntaxTree.FilePath, StringComparer.Ordinal)
                .ThenBy(part => part.SpanStart),
        ];
}
