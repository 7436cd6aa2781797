using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Document;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec spec build</c>: writes the document of the specification out of the sources, or compares it.</summary>
internal static class SpecBuildVerb
{
    private const string Solution = "HmmSpec.sln";

    public static Command Build(Surroundings surroundings)
    {
        Option<bool> check = new("--check")
        {
            Description = "Write nothing; say whether the files are as they have to be",
        };
        Option<string> root = Values.Option<string>(
            "--root",
            "DIR",
            "The working tree of the repository (default: the one around the current folder)",
            Values.Text
        );
        Option<string> markdown = Values.Option<string>("--out", "FILE", "Where the Markdown goes", Values.Text);
        Option<string> html = Values.Option<string>("--html", "FILE", "Where the page goes", Values.Text);
        Command command = new("build", "Write Spec/SPEC.md and Spec/SPEC.html out of the sources")
        {
            check,
            root,
            markdown,
            html,
        };
        command.SetAction(parsed =>
        {
            string tree = RootOf(parsed.GetValue(root));
            Dictionary<string, string> places = new(StringComparer.Ordinal)
            {
                [SpecDocument.Markdown] = parsed.GetValue(markdown) ?? Path.Combine(tree, SpecDocument.Markdown),
                [SpecDocument.Html] = parsed.GetValue(html) ?? Path.Combine(tree, SpecDocument.Html),
                [SpecDocument.Ids] = Path.Combine(tree, SpecDocument.Ids),
            };
            return (int)Run(surroundings, tree, places, parsed.GetValue(check));
        });
        return command;
    }

    private static ExitCode Run(Surroundings surroundings, string tree, Dictionary<string, string> places, bool check)
    {
        DocumentFiles built = SpecDocument.Build(Read(tree));
        foreach (Problem problem in built.Problems)
        {
            surroundings.Err.WriteLine(problem.ToString());
        }

        if (built.Problems.Count > 0)
        {
            surroundings.Err.WriteLine($"hmmspec: the document cannot be made: {Count(built.Problems.Count)} to mend.");
            return ExitCode.BadInput;
        }

        return check ? Compare(surroundings, built, places) : Write(surroundings, built, places);
    }

    private static ExitCode Write(Surroundings surroundings, DocumentFiles built, Dictionary<string, string> places)
    {
        foreach (SourceFile file in built.Files)
        {
            string place = places[file.Path];
            try
            {
                AtomicFile.Write(place, file.Text);
            }
            catch (Exception exception) when (FailureFolder.IsExpected(exception))
            {
                throw CommandException.Usage($"{place} cannot be written: {FailureFolder.Reason(exception)}");
            }

            surroundings.Out.WriteLine($"{place}: {file.Text.Length / 1024} KiB");
        }

        return ExitCode.Conforms;
    }

    private static ExitCode Compare(Surroundings surroundings, DocumentFiles built, Dictionary<string, string> places)
    {
        ExitCode code = ExitCode.Conforms;
        foreach (SourceFile file in built.Files)
        {
            string place = places[file.Path];
            string found = File.Exists(place) ? File.ReadAllText(place) : "";
            if (DocumentDifference.Of(file.Text, found) is { } difference)
            {
                surroundings.Err.WriteLine($"{place}:{difference.Line}: {difference.Sentence}");
                code = ExitCode.Diverges;
            }
        }

        surroundings.Out.WriteLine(
            code == ExitCode.Conforms
                ? "The document is as its sources have it."
                : $"The document is not as its sources have it: {SpecDocument.Command} writes it."
        );
        return code;
    }

    private static IReadOnlyList<SourceFile> Read(string tree)
    {
        try
        {
            return SourceFolder.Read(tree);
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"hmmspec: the sources in {tree} cannot be read: {FailureFolder.Reason(exception)}"
            );
        }
    }

    private static string RootOf(string? named)
    {
        if (named is not null)
        {
            return File.Exists(Path.Combine(named, Solution))
                ? named
                : throw CommandException.Usage($"{named} is no working tree of HmmSpec: there is no {Solution} in it.");
        }

        DirectoryInfo? folder = new(Directory.GetCurrentDirectory());
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw CommandException.Usage(
                "The document is made of the sources: run this in a working tree of HmmSpec, or name one with --root."
            );
    }

    private static string Count(int count) => count == 1 ? "1 thing" : $"{count} things";
}
