using System.Text;

namespace HmmSpec.Document;

/// <summary>The freedoms: those of the steps, and all that an oracle accepts.</summary>
internal static class ChoiceChapter
{
    public static string Write(SpecModel model)
    {
        StringBuilder text = new("### Choices of the steps\n\n");
        if (model.Index.Find("ChoiceKind") is { } kinds)
        {
            text.Append($"{kinds.Doc.Summary}\n\n{StateChapter.Values(model.Index, kinds)}");
        }

        IEnumerable<ClauseEntry> clauses = model.Clauses.Where(clause => clause.Kind == "choice");
        text.Append("The clauses that state a freedom, each with its canonical member:\n\n");
        text.Append(
            Markdown.Table(
                ["clause", "says"],
                clauses.Select(clause => (IReadOnlyList<string>)[clause.Id, Markdown.Escape(clause.Sentence)])
            )
        );
        text.Append("\n### What an oracle accepts\n\n");
        text.Append("Every use of these freedoms by an implementation is right.\n\n");
        text.Append(
            Markdown.Table(
                ["freedom", "what may be", "clause"],
                model.Freedoms.Select(freedom =>
                    (IReadOnlyList<string>)
                        [
                            Markdown.Anchor(freedom.Text("Id")),
                            Markdown.Escape(freedom.Text("Sentence")),
                            freedom.Text("Clause") is { Length: > 0 } clause
                                ? clause
                                : $"waits for: {freedom.Text("WaitsFor")}",
                        ]
                )
            )
        );
        return text.Append('\n').ToString();
    }
}
