using System.Text;

namespace HmmSpec.Document;

/// <summary>The document as Markdown, chapter by chapter.</summary>
internal static class Chapters
{
    private const string Generated =
        "<!-- Written by `hmmspec spec build` out of Spec, Model/Reference and Spec/Document: change those, not this. -->\n\n";

    /// <summary>The chapters in their order: a fragment, what it has to tell, and what is read out of the source.</summary>
    private static readonly (string Fragment, string Tells, Func<SpecModel, Problems, string> Generated)[] All =
    [
        ("reading.md", "how the document is to be read", static (_, _) => ""),
        ("glossary.md", "the words that are used", static (_, _) => ""),
        ("state.md", "what the state is", static (model, _) => StateChapter.Write(model)),
        ("operations.md", "what operations are", OperationChapter.Write),
        ("clauses.md", "what clauses are", ClauseChapter.Write),
        ("activities.md", "what activities and steps are", ActivityChapter.Write),
        ("choices.md", "what freedoms there are", static (model, _) => ChoiceChapter.Write(model)),
        ("invariants.md", "what invariants are", InvariantChapter.Write),
        ("never.md", "what must never be observable", static (_, _) => ""),
        ("profiles.md", "what depends on a version", static (model, _) => ProfileChapter.Write(model)),
        ("patches.md", "which clauses cover which patch of the series", static (_, _) => ""),
        ("tests.md", "how the clauses are tested", static (model, _) => TestChapter.Write(model)),
        ("left.md", "what is left for later", static (_, _) => ""),
        (References.SourceChapter, "what the ids of sources mean", static (_, _) => ""),
    ];

    public static string Write(SpecModel model, Problems problems)
    {
        string introduction = model.Fragments.Titled("introduction.md", "what the document is", 0);
        StringBuilder chapters = new();
        foreach ((string fragment, string tells, Func<SpecModel, Problems, string> generated) in All)
        {
            chapters.Append(model.Fragments.Titled(fragment, tells, 1)).Append(generated(model, problems));
        }

        model.Fragments.CheckTaken();
        string body = chapters.ToString();
        string text = Generated + introduction + Contents.Of(body) + body;
        foreach (string anchor in Contents.Repeated(text))
        {
            problems.Add(
                new Place(SpecDocument.Markdown, 0),
                $"two headings have the anchor #{anchor}: give one of them another title, so that links know where to lead"
            );
        }

        return new References(model).Link(text).TrimEnd('\n') + "\n";
    }
}
