using Microsoft.CodeAnalysis;

namespace HmmSpec.Document;

/// <summary>Collects what is wrong, so that one run says all of it.</summary>
internal sealed class Problems
{
    private readonly List<Problem> _all = [];

    /// <summary>All of them by place, each once.</summary>
    public IReadOnlyList<Problem> All =>
        [
            .. _all.Distinct()
                .OrderBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line)
                .ThenBy(problem => problem.Sentence, StringComparer.Ordinal),
        ];

    public void Add(Place place, string sentence) => _all.Add(new Problem(place.File, place.Line, sentence));

    public void Add(SyntaxNode node, string sentence) => Add(Place.Of(node), sentence);
}
