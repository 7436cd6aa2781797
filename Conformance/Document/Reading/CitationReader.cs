using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Finds the steps, invariants and rules that state a clause.</summary>
internal static class CitationReader
{
    private static readonly string[] Projects = ["Spec/Core", "Model/Reference"];

    public static IReadOnlyList<Citation> Read(SourceIndex index, IReadOnlyList<ClauseEntry> clauses, Problems problems)
    {
        HashSet<string> known = [.. clauses.Select(clause => clause.Id)];
        List<Citation> citations = [];
        foreach (TypeSource type in index.Types.Where(type => Projects.Contains(type.Project)))
        {
            foreach (BaseTypeDeclarationSyntax part in type.Parts)
            {
                Cite(part, InvariantOf(part) ?? $"`{type.Name}`", "");
            }

            foreach (MethodDeclarationSyntax method in type.Methods)
            {
                string? label = Syntax.Attributes(method, "Step").Select(Syntax.FirstText).FirstOrDefault();
                Cite(
                    method,
                    label is null
                        ? $"`{type.Name}.{method.Identifier.ValueText}`"
                        : $"[`{type.Name}`](#{Markdown.Slug(type.Name)})",
                    label ?? ""
                );
            }
        }

        return citations;

        void Cite(MemberDeclarationSyntax member, string owner, string step)
        {
            HashSet<string> here = [];
            foreach (AttributeSyntax attribute in Syntax.Attributes(member, "Clause"))
            {
                string id = Syntax.FirstText(attribute);
                if (!known.Contains(id))
                {
                    problems.Add(
                        attribute,
                        $"{id} is cited and is no clause of the catalogue: cite one that is, or add it"
                    );
                }
                else if (!here.Add(id))
                {
                    problems.Add(attribute, $"{id} is cited twice here: remove one of the two");
                }
                else
                {
                    citations.Add(new Citation(id, owner, step));
                }
            }
        }
    }

    public static string? InvariantOf(MemberDeclarationSyntax member) =>
        Syntax.Attributes(member, "Invariant").Select(Syntax.FirstText).FirstOrDefault();
}
