using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Cli;

/// <summary>Runs the command in this process, with a folder of its own that is deleted afterwards.</summary>
internal sealed class Command : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hmmspec-test-");
    private readonly string? _other;

    /// <summary>The folder in which it works: its own, unless it is given that of another.</summary>
    public string Folder
    {
        get => _other ?? _folder.FullName;
        init => _other = value;
    }

    /// <summary>The steps of the subject <c>reference</c>, if not the real ones.</summary>
    public IStepModel? Steps { get; init; }

    /// <summary>The machines of the subject <c>optimized</c>, if not the real ones.</summary>
    public MachineFactory? Machines { get; init; }

    /// <summary>Whether the command believes to write to a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>What stands on standard input.</summary>
    public byte[] Input { get; init; } = [];

    /// <summary>Asks the command to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What the last run wrote to standard output.</summary>
    public string Out { get; private set; } = "";

    /// <summary>What the last run wrote to standard error.</summary>
    public string Err { get; private set; } = "";

    /// <summary>What stands on standard output as JSON.</summary>
    public JsonElement Json
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(Out);
            return document.RootElement.Clone();
        }
    }

    /// <summary>A path in the folder.</summary>
    public string PathTo(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file into the folder; its path.</summary>
    public string Write(string name, string text)
    {
        string path = PathTo(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The names of all files and folders in a folder of the folder.</summary>
    public string[] NamesIn(string name) =>
        [
            .. Directory
                .EnumerateFileSystemEntries(PathTo(name))
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Runs the command; the exit code.</summary>
    public ExitCode Run(params string[] args)
    {
        using StringWriter standardOutput = new();
        using StringWriter standardError = new();
        Surroundings surroundings = new(standardOutput, standardError)
        {
            OutIsTerminal = IsTerminal,
            ErrIsTerminal = IsTerminal,
            Cancellation = Cancellation,
            OpenInput = () => new MemoryStream(Input),
        };
        surroundings = Machines is null ? surroundings : surroundings with { Optimized = Machines };
        surroundings = Steps is null ? surroundings : surroundings with { Steps = Steps };
        int code = CommandLine.Run(args, surroundings);
        Out = standardOutput.ToString();
        Err = standardError.ToString();
        return (ExitCode)code;
    }

    /// <summary>
    /// Runs <c>check</c> with a fixed seed and few sequences, unless the arguments say otherwise, keeping failures in the
    /// folder <c>out</c>.
    /// </summary>
    public ExitCode Check(params string[] args)
    {
        (string Option, string Value)[] usual =
        [
            ("--seed", "5"),
            ("--sequences", "40"),
            ("--length", "100"),
            ("--out", PathTo("out")),
        ];
        IEnumerable<string> added = usual
            .Where(entry => !args.Contains(entry.Option))
            .SelectMany(entry => (string[])[entry.Option, entry.Value]);
        return Run(["check", .. added, .. args]);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
