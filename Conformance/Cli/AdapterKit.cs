using System.Reflection;
using System.Text;
using HmmSpec.Data;

namespace HmmSpec.Cli;

/// <summary>A program for a language that has all of the protocol but the operations: files that this tool carries.</summary>
/// <param name="Language">What it is called on the command line.</param>
/// <param name="Says">What it takes, and what is in it.</param>
/// <param name="Build">How it is built in a folder, in words of a shell; null if there is nothing to build.</param>
/// <param name="Start">How it is started from there.</param>
/// <param name="Example">Whether a file belongs to the complete implementation.</param>
internal sealed record AdapterKit(
    string Language,
    string Says,
    Func<string, string[]>? Build,
    Func<string, string[]> Start,
    Func<string, bool> Example
)
{
    private const string Resources = "adapters/";
    private const string Guide = "README.md";
    private const string ExampleSection = "## The example\n";

    private static readonly Assembly Tool = typeof(AdapterKit).Assembly;

    /// <summary>All kits.</summary>
    public static Sequence<AdapterKit> All { get; } =
    [
        new(
            "c",
            "C11 and make; with --with-example also a small implementation of all operations",
            static folder => ["make", "-C", folder],
            static folder => [$"{folder}/build/skeleton"],
            static path => path.StartsWith("toy/", StringComparison.Ordinal)
        ),
        new(
            "cpp",
            "C++17 and make",
            static folder => ["make", "-C", folder],
            static folder => [$"{folder}/build/skeleton"],
            None
        ),
        new(
            "python",
            "Python 3.9; with --with-example also a small implementation of all operations, a broken one, and tests",
            null,
            static folder => ["python3", $"{folder}/skeleton.py"],
            static path => path is "broken.py" or "test_adapter.py" || path.StartsWith("toy", StringComparison.Ordinal)
        ),
        new(
            "rust",
            "stable Rust, no crates; with tests of the protocol",
            static folder => ["cargo", "build", "--release", "--manifest-path", $"{folder}/Cargo.toml"],
            static folder => [$"{folder}/target/release/hmmspec-adapter"],
            None
        ),
        new(
            "csharp",
            "the .NET 10 SDK",
            static folder => ["dotnet", "build", folder],
            static folder => ["dotnet", $"{folder}/bin/Debug/net10.0/Adapter.dll"],
            None
        ),
    ];

    /// <summary>Whether there is a complete implementation.</summary>
    public bool HasExample => Paths.Any(Example);

    private string Prefix => $"{Resources}{Language}/";

    private IEnumerable<string> Paths =>
        Tool.GetManifestResourceNames()
            .Select(static name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal);

    /// <summary>Its files, by their paths in the folder, in the order of these.</summary>
    public IReadOnlyList<(string Path, byte[] Content)> Files(bool withExample) =>
        [
            .. Paths
                .Where(path => withExample || !Example(path))
                .Select(path => (path, path == Guide && !withExample ? WithoutExample(Content(path)) : Content(path))),
        ];

    private byte[] Content(string path)
    {
        string name = Tool.GetManifestResourceNames().First(name => name.Replace('\\', '/') == Prefix + path);
        using Stream stream = Tool.GetManifestResourceStream(name)!;
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    // What the guide says of the example would be wrong where there is none.
    private static byte[] WithoutExample(byte[] guide)
    {
        string text = Encoding.UTF8.GetString(guide);
        int begin = text.IndexOf(ExampleSection, StringComparison.Ordinal);
        if (begin < 0)
        {
            return guide;
        }

        int next = text.IndexOf("\n## ", begin, StringComparison.Ordinal);
        string kept = text[..begin].TrimEnd('\n') + "\n" + (next < 0 ? "" : text[next..]);
        return Encoding.UTF8.GetBytes(kept);
    }

    private static bool None(string path) => false;
}
