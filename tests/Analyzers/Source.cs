using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace HmmSpec.Analyzers.Tests;

/// <summary>
/// A source text that says itself what is reported in it: each line ends in a comment with the ids that are expected
/// on it ("// HMM001"), and a line without such a comment expects nothing.
/// </summary>
internal static partial class Source
{
    /// <summary>What Spec/Core declares, as far as the rules know it.</summary>
    private const string Vocabulary = """
        global using System;
        global using System.Collections.Generic;
        global using System.Text;
        global using System.Threading.Tasks;
        global using HmmSpec.Spec;
        namespace HmmSpec.Spec
        {
            public sealed class ClosedAttribute : Attribute { }
            public sealed class StepAttribute : Attribute { }
            [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
            public sealed class ClauseAttribute(params string[] ids) : Attribute
            {
                public IReadOnlyList<string> Ids { get; } = ids;
                public string Note { get; init; } = "";
            }
            public sealed class InvariantAttribute : Attribute { }
            public sealed class ClauseSet
            {
                public static ClauseSet Of(params string[] ids) => new();
                public static ClauseSet Other(params string[] ids) => new();
            }
        }
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p =>
                Path.GetFileName(p) is "System.Runtime.dll" or "System.Private.CoreLib.dll"
                || Path.GetFileName(p).StartsWith("System.Collections", StringComparison.Ordinal)
            )
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>The source is analysed as a file of a pure project, and reports what its comments say.</summary>
    internal static void Pure([StringSyntax("C#-test")] string source) => Check(source, isPure: true, []);

    /// <summary>The source is analysed as a file of a project that is not pure.</summary>
    internal static void Impure([StringSyntax("C#-test")] string source) => Check(source, isPure: false, []);

    /// <summary>The source is analysed with these files of the catalogue beside it.</summary>
    internal static void WithCatalogue(
        [StringSyntax("C#-test")] string source,
        params (string Path, string Text)[] catalogue
    ) => Check(source, isPure: false, catalogue);

    /// <summary>Everything that is reported, the compiler's warnings included, with what a suppressor took back.</summary>
    internal static ImmutableArray<Diagnostic> Diagnose(
        string source,
        bool isPure,
        (string Path, string Text)[] catalogue,
        params MetadataReference[] more
    )
    {
        CSharpCompilation compilation = Compile(source, "Subject", [.. References, .. more]);
        AnalyzerOptions options = new(
            [.. catalogue.Select(f => new InMemoryText(f.Path, f.Text))],
            new Options(isPure ? "true" : "")
        );
        List<Exception> crashes = [];
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(
            [
                new PurityAnalyzer(),
                new ClosedSwitchAnalyzer(),
                new ClosedSwitchSuppressor(),
                new CitationAnalyzer(),
                new ClauseAnalyzer(),
            ],
            new CompilationWithAnalyzersOptions(
                options,
                onAnalyzerException: (crash, _, _) => crashes.Add(crash),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true
            )
        );
        ImmutableArray<Diagnostic> diagnostics = analysis.GetAllDiagnosticsAsync().GetAwaiter().GetResult();
        Assert.Empty(crashes);
        Assert.Empty(diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error && IsCompilers(d)));
        return diagnostics;
    }

    /// <summary>Another assembly with the vocabulary, for types that are closed there and used here.</summary>
    internal static MetadataReference Library(string source)
    {
        using MemoryStream image = new();
        var result = Compile(source, "Library", References).Emit(image);
        Assert.Empty(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static void Check(string source, bool isPure, (string Path, string Text)[] catalogue)
    {
        IEnumerable<string> expected = source
            .Split('\n')
            .SelectMany((line, i) => ExpectedIds().Matches(line).Select(m => $"{i + 1}: {m.Value}"));
        IEnumerable<string> reported = Diagnose(source, isPure, catalogue)
            .Where(d => !IsCompilers(d))
            .Select(d => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Id}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), reported.Order(StringComparer.Ordinal));
    }

    private static bool IsCompilers(Diagnostic diagnostic) => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    private static CSharpCompilation Compile(string source, string name, IEnumerable<MetadataReference> references)
    {
        CSharpParseOptions parse = new(LanguageVersion.Latest);
        bool hasVocabulary = name == "Subject" && references.Count() > References.Length;
        string vocabulary = hasVocabulary
            ? Vocabulary[..Vocabulary.IndexOf("namespace", StringComparison.Ordinal)]
            : Vocabulary;
        return CSharpCompilation.Create(
            name,
            [
                CSharpSyntaxTree.ParseText(vocabulary, parse, "Vocabulary.g.cs"),
                CSharpSyntaxTree.ParseText(source, parse, "Subject.cs"),
            ],
            references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
    }

    [GeneratedRegex("(?<=//.*)HMM[0-9]{3}")]
    private static partial Regex ExpectedIds();

    private sealed class InMemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(string pure) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(pure);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(string pure) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                value = key == "build_property.HmmSpecPure" ? pure : null;
                return value is not null;
            }
        }
    }
}
