using Microsoft.CodeAnalysis;

namespace HmmSpec.Mutation;

/// <summary>A small edit of a correct transition, of a kind that has been a bug of HMM somewhere.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Sentence">What a machine with this edit does wrong.</param>
/// <param name="Origins">The fault operators of the bank that it carries out, such as FO-3.</param>
/// <param name="Find">The places that it finds in a method, and what would stand there instead.</param>
internal sealed record MutationOperator(
    string Id,
    string Sentence,
    string Origins,
    Func<MethodUnderMutation, IEnumerable<(SyntaxNode Node, SyntaxNode Replacement)>> Find
);
