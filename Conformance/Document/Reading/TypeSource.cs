using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>A type with all its parts, that in the file of its name first.</summary>
internal sealed record TypeSource(string Name, string Project, IReadOnlyList<BaseTypeDeclarationSyntax> Parts)
{
    public BaseTypeDeclarationSyntax Main => Parts[0];

    public Place Place => Place.Of(Main);

    public DocComment Doc => DocComment.Of(Main);

    /// <summary>The parameters of its primary constructor.</summary>
    public IReadOnlyList<ParameterSyntax> Parameters =>
        [
            .. Parts
                .OfType<TypeDeclarationSyntax>()
                .SelectMany(part =>
                    part.ParameterList is { } list ? list.Parameters : Enumerable.Empty<ParameterSyntax>()
                ),
        ];

    public IEnumerable<MemberDeclarationSyntax> Members =>
        Parts.OfType<TypeDeclarationSyntax>().SelectMany(part => part.Members);

    public IEnumerable<PropertyDeclarationSyntax> Properties => Members.OfType<PropertyDeclarationSyntax>();

    public IEnumerable<MethodDeclarationSyntax> Methods => Members.OfType<MethodDeclarationSyntax>();

    /// <summary>The members of an enum; none of another type.</summary>
    public IReadOnlyList<EnumMemberDeclarationSyntax> Values =>
        Main is EnumDeclarationSyntax list ? [.. list.Members] : [];

    public bool IsEnum => Main is EnumDeclarationSyntax;

    /// <summary>The names of the types that it is derived from, without arguments.</summary>
    public IReadOnlyList<string> Bases =>
        [
            .. Parts
                .SelectMany(part => part.BaseList is { } list ? list.Types : Enumerable.Empty<BaseTypeSyntax>())
                .Select(type => Syntax.NameOf(type.Type)),
        ];

    public bool IsAbstract => Parts.Any(part => part.Modifiers.Any(word => word.ValueText == "abstract"));
}
