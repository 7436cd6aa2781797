using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary><c>hmmspec adapter</c>.</summary>
public sealed class AdapterTests
{
    private static readonly string[] NotOfKits = ["build", "bin", "obj", "target", "__pycache__"];

    [Fact]
    public void Every_language_is_listed_with_a_line()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run("adapter", "list"));

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.Equal(["c", "cpp", "python", "rust", "csharp"], lines.Select(static line => line.Split(' ')[0]));
    }

    [Theory]
    [InlineData("c", true)]
    [InlineData("cpp", false)]
    [InlineData("python", true)]
    [InlineData("rust", false)]
    [InlineData("csharp", false)]
    public void A_kit_is_written_as_it_is_here(string language, bool hasExample)
    {
        using Command command = new();
        string folder = command.PathTo("kit");

        string[] arguments = hasExample ? ["--with-example"] : [];
        Assert.Equal(ExitCode.Conforms, command.Run(["adapter", "new", language, folder, .. arguments]));

        string kept = Path.Combine(Repository.Root, "Conformance", "Adapters", language);
        string[] expected = FilesIn(kept);
        Assert.Equal(expected, FilesIn(folder));
        Assert.All(
            expected,
            path =>
                Assert.Equal(File.ReadAllBytes(Path.Combine(kept, path)), File.ReadAllBytes(Path.Combine(folder, path)))
        );
    }

    [Theory]
    [InlineData("c", "toy")]
    [InlineData("python", "toy", "broken", "test_adapter")]
    public void Without_the_example_nothing_of_it_is_there_or_spoken_of(string language, params string[] words)
    {
        using Command command = new();
        string folder = command.PathTo("kit");

        Assert.Equal(ExitCode.Conforms, command.Run("adapter", "new", language, folder));

        string guide = File.ReadAllText(Path.Combine(folder, "README.md"));
        Assert.All(words, word => Assert.DoesNotContain(word, guide, StringComparison.Ordinal));
        Assert.DoesNotContain(
            FilesIn(folder),
            path => words.Any(word => path.StartsWith(word, StringComparison.Ordinal))
        );
        Assert.Contains("skeleton", guide, StringComparison.Ordinal);
        Assert.EndsWith("\n", guide, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c", "    make -C 'a b'", """    hmmspec smoke 'exec:'\''a b/build/skeleton'\'''""")]
    [InlineData(
        "python",
        """    hmmspec smoke 'exec:python3 '\''a b/skeleton.py'\'''""",
        """    hmmspec check 'exec:python3 '\''a b/skeleton.py'\'''"""
    )]
    public void The_next_two_commands_are_printed_as_a_shell_takes_them(string language, string first, string second)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run("adapter", "new", language, command.PathTo("a b")));

        string below = command.Out.Replace(command.Folder + "/", "", StringComparison.Ordinal);
        Assert.Equal([first, second], below.TrimEnd().Split('\n')[^2..]);
    }

    [Fact]
    public void An_empty_folder_is_taken_and_one_that_is_not_is_left_alone()
    {
        using Command command = new();
        string folder = Directory.CreateDirectory(command.PathTo("kit")).FullName;

        Assert.Equal(ExitCode.Conforms, command.Run("adapter", "new", "rust", folder));
        string[] before = FilesIn(folder);
        Assert.Equal(ExitCode.Usage, command.Run("adapter", "new", "python", folder));

        Assert.Equal(before, FilesIn(folder));
        Assert.Equal(
            $"hmmspec: The folder {folder} is not empty; name one that is, or is not there.",
            command.Err.TrimEnd()
        );
    }

    [Fact]
    public void A_file_is_no_folder()
    {
        using Command command = new();
        string file = command.Write("file", "");

        Assert.Equal(ExitCode.Usage, command.Run("adapter", "new", "c", file));
        Assert.StartsWith($"hmmspec: {file} is a file; ", command.Err, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, command.Run("adapter", "new", "c", Path.Combine(file, "below")));
        Assert.StartsWith($"hmmspec: Nothing can be written to {file}", command.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adapter", "hmmspec adapter needs a verb: it has list and new.")]
    [InlineData("adapter new", "hmmspec adapter new needs LANGUAGE: ")]
    [InlineData("adapter new c", "hmmspec adapter new needs DIR: ")]
    [InlineData("adapter new pyton x", "There is no kit for \"pyton\"; did you mean \"python\"?")]
    [InlineData("adapter new go x", "There is no kit for \"go\"; there are kits for c, cpp, python, rust and csharp.")]
    [InlineData(
        "adapter new rust x --with-example",
        "The kit for rust has no example: leave out --with-example, which"
    )]
    public void What_makes_no_sense_is_refused_in_one_sentence(string line, string sentence)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Run(line.Split(' ')));

        Assert.StartsWith($"hmmspec: {sentence}", command.Err, StringComparison.Ordinal);
        Assert.Single(command.Err.TrimEnd().Split('\n'));
    }

    private static string[] FilesIn(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path))
                .Where(static path => !NotOfKits.Contains(path.Split(Path.DirectorySeparatorChar)[0]))
                .Order(StringComparer.Ordinal),
        ];
}
