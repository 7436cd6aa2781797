using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>A mutant, and how its source differs.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Changes">The methods that it changes, and what they are instead.</param>
internal sealed record Mutation(Mutant Mutant, IReadOnlyList<MethodChange> Changes);

/// <summary>A method, and one node of it that is another.</summary>
/// <param name="Method">The method.</param>
/// <param name="Node">The node in it.</param>
/// <param name="Replacement">What stands there instead.</param>
internal sealed record MethodChange(MethodDeclarationSyntax Method, SyntaxNode Node, SyntaxNode Replacement)
{
    /// <summary>The method with the change.</summary>
    public MethodDeclarationSyntax Changed => Method.ReplaceNode(Node, Replacement);
}
