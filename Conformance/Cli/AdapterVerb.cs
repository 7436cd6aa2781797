using System.CommandLine;
using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec adapter list</c> and <c>hmmspec adapter new</c>: programs to begin an adapter with.</summary>
internal static class AdapterVerb
{
    public static Command Build(Surroundings surroundings)
    {
        Command command = new("adapter", "Begin an adapter: the program by which an implementation is asked");
        command.Add(BuildList(surroundings));
        command.Add(BuildNew(surroundings));
        return command;
    }

    private static Command BuildList(Surroundings surroundings)
    {
        Command command = new("list", "List the languages");
        command.SetAction(_ => (int)List(surroundings));
        return command;
    }

    private static Command BuildNew(Surroundings surroundings)
    {
        Argument<string> language = new("LANGUAGE")
        {
            Description = $"The language: {Values.List([.. AdapterKit.All.Select(static kit => kit.Language)])}",
        };
        Argument<string> folder = new("DIR")
        {
            Description = "The folder to write into: one that is empty, or is not there",
        };
        Option<bool> example = new("--with-example")
        {
            Description = "The complete implementation as well, of the languages that have one",
        };
        Command command = new("new", "Write a program that has all of the protocol but the operations")
        {
            language,
            folder,
            example,
        };
        command.SetAction(parsed =>
            (int)New(
                surroundings,
                Find(parsed.GetRequiredValue(language)),
                parsed.GetRequiredValue(folder),
                parsed.GetValue(example)
            )
        );
        return command;
    }

    private static ExitCode List(Surroundings surroundings)
    {
        int width = AdapterKit.All.Max(static kit => kit.Language.Length);
        foreach (AdapterKit kit in AdapterKit.All)
        {
            surroundings.Out.WriteLine($"{kit.Language.PadRight(width)}  {kit.Says}");
        }

        return ExitCode.Conforms;
    }

    private static AdapterKit Find(string language)
    {
        Sequence<string> languages = [.. AdapterKit.All.Select(static kit => kit.Language)];
        return AdapterKit.All.FirstOrDefault(kit => kit.Language == language)
            ?? throw CommandException.Usage(
                $"There is no kit for {Values.Quote(language)}{Values.Hint(language, languages, "there are kits for")}"
            );
    }

    private static ExitCode New(Surroundings surroundings, AdapterKit kit, string folder, bool withExample)
    {
        if (withExample && !kit.HasExample)
        {
            Sequence<string> others =
            [
                .. AdapterKit.All.Where(static other => other.HasExample).Select(static other => other.Language),
            ];
            throw CommandException.Usage(
                $"The kit for {kit.Language} has no example: leave out --with-example, which is for {Values.List(others)}."
            );
        }

        int written = Write(kit.Files(withExample), folder);
        string shown = folder.Length > 1 ? folder.TrimEnd('/') : folder;
        surroundings.Out.WriteLine(
            $"{written} files are in {ShellWords.Quote(shown)}; README.md there says what to fill in. Next:"
        );
        surroundings.Out.WriteLine();
        string subject = ShellWords.Quote($"exec:{Line(kit.Start(shown))}");
        foreach (
            string command in kit.Build is { } build
                ? (string[])[Line(build(shown)), $"hmmspec smoke {subject}"]
                : [$"hmmspec smoke {subject}", $"hmmspec check {subject}"]
        )
        {
            surroundings.Out.WriteLine($"    {command}");
        }

        return ExitCode.Conforms;
    }

    private static int Write(IReadOnlyList<(string Path, byte[] Content)> files, string folder)
    {
        try
        {
            if (File.Exists(folder))
            {
                throw CommandException.Usage($"{folder} is a file; name a folder that is empty or not there.");
            }

            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw CommandException.Usage($"The folder {folder} is not empty; name one that is, or is not there.");
            }

            foreach ((string path, byte[] content) in files)
            {
                string target = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllBytes(target, content);
            }

            return files.Count;
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw CommandException.Usage($"Nothing can be written to {folder}: {FailureFolder.Reason(exception)}");
        }
    }

    private static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(ShellWords.Quote));
}
