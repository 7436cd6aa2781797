using System.Text.Json;

namespace HmmSpec.Conformance;

/// <summary>A results file as it was read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Header">Its first line.</param>
/// <param name="Lines">Its lines between the first and the last one.</param>
/// <param name="Footer">Its last line; null if the run did not come to its end, so that nothing can be said.</param>
public sealed record ResultsFile(
    string Path,
    ResultHeader Header,
    IReadOnlyList<ResultLine> Lines,
    ResultFooter? Footer
)
{
    /// <summary>Why nothing can be said of the whole; null if the file is whole.</summary>
    public string? Missing => Footer is null ? $"{Path} has no footer: the run did not come to its end" : null;

    /// <summary>The verdict. What a run had found before it was killed counts; that it had found nothing does not.</summary>
    public string Verdict => Footer?.Verdict ?? (FirstUnknown is null ? "inconclusive" : "diverges");

    /// <summary>The broken clause, or why nothing can be said; empty if there is nothing to add.</summary>
    public string Reason => Footer?.Reason ?? FirstUnknown?.Clause ?? Missing ?? "";

    private ResultDivergence? FirstUnknown =>
        Lines.OfType<ResultDivergence>().FirstOrDefault(static divergence => !divergence.IsKnown);

    /// <summary>Why there is no verdict, if there is none.</summary>
    public string? Undecided => Missing ?? (Footer is { Verdict: "inconclusive" } ? Footer.Reason : null);

    /// <summary>How far the generated sequences were when it was last written.</summary>
    public ResultProgress? LastProgress => Lines.OfType<ResultProgress>().LastOrDefault();

    /// <summary>What a reader should know beside the results.</summary>
    public IEnumerable<string> Notes =>
        Lines
            .OfType<ResultNote>()
            .Select(static note => note.Text)
            .Concat(
                Header.Specification == SpecRevision.Current
                    ? []
                    :
                    [
                        $"{Path} is of the specification {Header.Specification}, this hmmspec of {SpecRevision.Current}: "
                            + "clauses may say something else",
                    ]
            );

    /// <summary>How often a clause was followed; without a footer, in how many scenarios.</summary>
    public long Followed(string clause) =>
        Footer is not null
            ? Footer.Clauses.GetValueOrDefault(clause)
            : Lines.OfType<ResultScenario>().LongCount(scenario => scenario.Followed.Contains(clause));

    /// <summary>The first scenario or replay file that breaks a clause; null if none does.</summary>
    public string? WhatBreaks(string clause) =>
        Lines
            .Select(line =>
                line switch
                {
                    ResultScenario { Verdict: "diverges" } scenario when scenario.Detail == clause =>
                        $"the scenario \"{scenario.Title}\" diverges",
                    ResultKept kept when kept.Clause == clause => $"{kept.File} diverges",
                    _ => null,
                }
            )
            .FirstOrDefault(static words => words is not null);

    /// <summary>Why nothing can be said of a clause; null if it was looked at.</summary>
    public string? SkipReason(string clause) =>
        Footer is null
            ? Followed(clause) > 0
                ? null
                : "the run did not come to its end"
            : Footer.Skipped.TryGetValue(clause, out string? reason)
                ? reason
                : Footer.Clauses.ContainsKey(clause)
                    ? null
                    : "the run does not know it";

    /// <summary>Reads a file. Lines of types that are not known are passed over, and so is half a line at its end.</summary>
    /// <exception cref="InputFileException">It is none, or cannot be read.</exception>
    public static ResultsFile Read(string path)
    {
        string text = InputFile.Text(path);
        string[] lines = text.Split('\n');
        List<ResultLine> read = [];
        for (int index = 0; index < lines.Length; index++)
        {
            // What follows the last line feed is nothing, or what a killed run was writing.
            if (index < lines.Length - 1)
            {
                Add(read, lines[index], $"{path}:{index + 1}");
            }
        }

        return read is [ResultHeader header, .. List<ResultLine> rest]
            ? new ResultsFile(
                path,
                header,
                [.. rest.Where(static line => line is not ResultFooter)],
                rest.OfType<ResultFooter>().FirstOrDefault()
            )
            : throw new InputFileException(
                $"{path}: There is no header: this is no results file, or the run wrote none."
            );
    }

    private static void Add(List<ResultLine> read, string text, string place)
    {
        ResultLine? line;
        try
        {
            line = ResultLine.Read(text);
        }
        catch (JsonException exception)
        {
            throw new InputFileException($"{place}: This is no line of results: {FailureFolder.Reason(exception)}");
        }

        if (line is ResultHeader { Results: not ResultHeader.Version } header)
        {
            throw new InputFileException(
                $"{place}: The results have version {header.Results}; this hmmspec knows {ResultHeader.Version}."
            );
        }

        if (line is ResultHeader != (read.Count == 0) || read is [.., ResultFooter])
        {
            throw new InputFileException(
                $"{place}: A results file begins with a header, has one, and ends with a footer."
            );
        }

        if (line is not null)
        {
            read.Add(line);
        }
    }
}
