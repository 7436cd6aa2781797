namespace HmmSpec.Document;

/// <summary>The document of the specification, as a function of the sources: the same sources, the same text.</summary>
public static class SpecDocument
{
    /// <summary>The document as Markdown.</summary>
    public const string Markdown = "Spec/SPEC.md";

    /// <summary>The document as one page.</summary>
    public const string Html = "Spec/SPEC.html";

    /// <summary>The list of all ids that clauses have ever had.</summary>
    public const string Ids = IdLedger.File;

    /// <summary>The command that writes it.</summary>
    public const string Command = "dotnet run --project Conformance/Cli -- spec build";

    /// <summary>Makes the document; without files if something is wrong with the sources.</summary>
    public static DocumentFiles Build(IReadOnlyList<SourceFile> files)
    {
        Problems problems = new();
        SpecModel model = SpecModel.Of(files, problems);
        ReferenceCheck.Run(model, problems);
        string ids = IdLedger.Write(files, model.Clauses, problems);
        string markdown = Chapters.Write(model, problems);
        return problems.All is { Count: > 0 } all
            ? new DocumentFiles([], all)
            : new DocumentFiles(
                [
                    new SourceFile(Markdown, markdown),
                    new SourceFile(Html, HtmlPage.Write(markdown, model.Scenarios)),
                    new SourceFile(Ids, ids),
                ],
                []
            );
    }
}
