namespace HmmSpec.Document.Tests;

/// <summary>A specification of one operation, with everything that the document needs.</summary>
internal sealed class SmallSpec
{
    public const string Clauses = "Spec/Core/Clauses/MapClauses.cs";
    public const string Activity = "Model/Reference/Activities/MapActivity.cs";
    public const string Operations = "Spec/Core/Operations/Operation.cs";

    private static readonly string[] Chapters =
    [
        "introduction",
        "reading",
        "glossary",
        "state",
        "operations",
        "clauses",
        "activities",
        "choices",
        "invariants",
        "never",
        "profiles",
        "patches",
        "tests",
        "left",
        "sources",
        "unstated",
    ];

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal)
    {
        ["Spec/Core/Clauses/Clause.cs"] =
            "public sealed record Clause(string Id, ClauseKind Kind, KernelVersions Versions, string Source, string Sentence);",
        ["Spec/Core/Clauses/KernelVersions.cs"] =
            "public enum KernelVersions { None = 0, V9 = 1, Linux61 = 2, All = V9 | Linux61 }",
        ["Spec/Core/Clauses/Catalogue.cs"] =
            "public static class Catalogue { public static Sequence<Clause> All { get; } = [.. MapClauses.All]; }",
        [Clauses] = """
            public static class MapClauses
            {
                public static Sequence<Clause> All { get; } =
                [
                    new("MAP-1", ClauseKind.Rule, KernelVersions.All, "mm/mmap.c", "map makes a VMA " + "over a free range."),
                    new("MAP-2", ClauseKind.Error, KernelVersions.Linux61, "mm/mmap.c", "map of nothing ends in EINVAL."),
                ];
            }
            """,
        [Operations] = """
            public abstract record Operation;

            /// <summary>mmap.</summary>
            public sealed record Map(int Process, PageRange Range) : Operation;
            """,
        ["Spec/Core/Text/Verbs.cs"] = """
            public static class Verbs
            {
                public const string Map = "map";
                public static string Of(Operation operation) => operation switch { Spec.Map => Map };
            }
            """,
        ["Spec/Core/Text/OperationText.cs"] = """
            public static class OperationText
            {
                private static string Operands(Operation operation) =>
                    operation switch { Map it => $"p{it.Process} {RangeText.Format(it.Range)}" };
            }
            """,
        ["Model/Reference/ReferenceModel.cs"] =
            "public static class ReferenceModel { public static Activity Begin(Operation operation) => operation switch { Map map => new MapActivity(map) }; }",
        [Activity] = """
            /// <summary>mmap.</summary>
            public sealed record MapActivity(Map Operation) : Activity
            {
                private static readonly ClauseSet Bad = ClauseSet.Of("MAP-2");

                public enum Step
                {
                    /// <summary>Look at the arguments.</summary>
                    Begin,

                    /// <summary>Make the VMA.</summary>
                    Make,
                }

                public override Successors Next(State state) =>
                    Label switch { Step.Begin => Begin(state), Step.Make => Make(state) };

                [Step("make VMA")]
                [Clause("MAP-1")]
                private Successor Make(State state) =>
                    End(state, Outcome.Ok, default, FlatEffect.On(FlatEffectKind.Map, 0, default));

                [Step("lock")]
                [Clause("MAP-2")]
                private Successors Begin(State state) =>
                    Busy ? Blocked.MmapLock : Empty ? Fail(state, Status.EINVAL, Bad) : To(state, this, default);
            }
            """,
        ["tests/Vectors/map.hmm"] = "hmmspec 1\ntitle A mapping\nclause MAP-1\n\nmap p0 0+1 -> ok\n",
        ["Spec/Document/operations/map.md"] = "A range gets a VMA (MAP-1).\n",
        ["Spec/Document/families/MAP.md"] = "# Address space\n\nMappings.\n",
        ["Spec/Document/uncited.md"] = "| clause | why |\n| --- | --- |\n",
    };

    public SmallSpec()
    {
        foreach (string chapter in Chapters)
        {
            _files[$"Spec/Document/{chapter}.md"] = $"# The {chapter}\n\nSomething about it.\n";
        }

        _files["Spec/Document/patches.md"] = """
            # The patches

            | patch | covered by | shown by |
            | --- | --- | --- |
            | 01 everything | MAP-1 | map.hmm |
            """;
        _files["Spec/Document/unstated.md"] =
            "# Not stated\n\n"
            + string.Concat(Enumerable.Range(1, 45).Select(static number => $"| INV-{number} | later |\n"));
    }

    public IReadOnlyList<SourceFile> Files => [.. _files.Select(static pair => new SourceFile(pair.Key, pair.Value))];

    public SmallSpec With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    public SmallSpec With(string path, string old, string text)
    {
        Assert.Contains(old, _files[path], StringComparison.Ordinal);
        return With(path, _files[path].Replace(old, text, StringComparison.Ordinal));
    }

    public SmallSpec Without(string path)
    {
        Assert.True(_files.Remove(path));
        return this;
    }

    public string Markdown() => Text(SpecDocument.Markdown);

    public string Text(string path)
    {
        DocumentFiles built = SpecDocument.Build(Files);
        Assert.Empty(built.Problems.Select(static problem => problem.ToString()));
        return built.Files.Single(file => file.Path == path).Text;
    }

    /// <summary>The one thing that is wrong.</summary>
    public Problem Problem() => Assert.Single(SpecDocument.Build(Files).Problems);

    public IReadOnlyList<string> Problems() =>
        [.. SpecDocument.Build(Files).Problems.Select(static problem => problem.ToString())];
}
