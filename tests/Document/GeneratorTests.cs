using System.Globalization;

namespace HmmSpec.Document.Tests;

/// <summary>What the generator reads out of small sources.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void A_clause_has_its_kind_versions_sentence_source_steps_and_scenario()
    {
        string text = new SmallSpec().Markdown();

        Assert.Contains(
            "#### MAP-1\n\n*rule; v9, linux-6.1; mm/mmap.c*\n\nmap makes a VMA over a free range.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Stated by: [`MapActivity`](#mapactivity) “make VMA” · [tests](#tests-map-1)\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("[map.hmm](../tests/Vectors/map.hmm)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_has_its_prose_form_steps_and_errors()
    {
        string text = new SmallSpec().Markdown();

        Assert.Contains("A range gets a VMA ([MAP-1](#map-1)).", text, StringComparison.Ordinal);
        Assert.Contains("    map pPROCESS RANGE\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "Carried out by [`MapActivity`](#mapactivity): lock → make VMA.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("| EINVAL | [MAP-2](#map-2) |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_stand_in_the_order_of_the_labels_and_not_of_the_methods()
    {
        string text = new SmallSpec().Markdown();

        Assert.Contains(
            "| 1 | **lock** | Look at the arguments. *may end in EINVAL* | mmap-lock |  | [MAP-2](#map-2) |\n"
                + "| 2 | **make VMA** | Make the VMA. |  | map | [MAP-1](#map-1) |\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_new_operation_with_its_clauses_and_activity_is_taken_up()
    {
        string text = new SmallSpec()
            .With(
                SmallSpec.Operations,
                "public abstract record Operation;",
                """
                public abstract record Operation;

                /// <summary>munmap.</summary>
                public sealed record Unmap(int Process) : Operation;
                """
            )
            .With("Spec/Core/Text/Verbs.cs", "Spec.Map => Map", "Spec.Map => Map, Spec.Unmap => Unmap")
            .With(
                "Spec/Core/Text/Verbs.cs",
                "public static string",
                "public const string Unmap = \"unmap\"; public static string"
            )
            .With("Spec/Core/Text/OperationText.cs", "Map it", "Unmap it => $\"p{it.Process}\", Map it")
            .With("Model/Reference/ReferenceModel.cs", "Map map", "Unmap it => new UnmapActivity(it), Map map")
            .With("Spec/Core/Clauses/Catalogue.cs", "[.. MapClauses.All]", "[.. MapClauses.All, .. UnmapClauses.All]")
            .With(
                "Spec/Core/Clauses/UnmapClauses.cs",
                """
                public static class UnmapClauses
                {
                    public static Sequence<Clause> All { get; } =
                        [new("UNM-1", ClauseKind.Rule, KernelVersions.V9, "mm/mmap.c", "unmap removes the VMA.")];
                }
                """
            )
            .With(
                "Model/Reference/Activities/UnmapActivity.cs",
                """
                /// <summary>munmap.</summary>
                public sealed record UnmapActivity(Unmap Operation) : Activity
                {
                    [Step("remove VMA")]
                    [Clause("UNM-1")]
                    public override Successors Next(State state) => End(state, Outcome.Ok, default);
                }
                """
            )
            .With("Spec/Document/operations/unmap.md", "The VMA goes.\n")
            .With("Spec/Document/families/UNM.md", "# Unmapping\n")
            .Markdown();

        Assert.Contains("### unmap\n\nmunmap.\n\nThe VMA goes.", text, StringComparison.Ordinal);
        Assert.Contains("### Unmapping (UNM)\n", text, StringComparison.Ordinal);
        Assert.Contains("### UnmapActivity\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_depends_neither_on_the_order_of_the_files_nor_on_their_line_ends()
    {
        IReadOnlyList<SourceFile> files = new SmallSpec().Files;
        IEnumerable<SourceFile> others = files
            .Reverse()
            .Select(static file => file with { Text = file.Text.ReplaceLineEndings("\r\n") });

        DocumentFiles first = SpecDocument.Build(files);
        DocumentFiles second = SpecDocument.Build([.. others]);

        Assert.Equal(first.Files, second.Files);
        Assert.All(first.Files, static file => Assert.DoesNotContain('\r', file.Text));
    }

    [Fact]
    public void The_text_does_not_depend_on_the_culture()
    {
        IReadOnlyList<SourceFile> wanted = SpecDocument.Build(new SmallSpec().Files).Files;
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NegativeSign = "~";
            odd.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = odd;

            Assert.Equal(wanted, SpecDocument.Build(new SmallSpec().Files).Files);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_difference_is_told_with_its_line()
    {
        Assert.Null(DocumentDifference.Of("one\ntwo\n", "one\r\ntwo\r\n"));
        Assert.Equal(
            new DocumentDifference(2, "found \"2\", should be \"two\""),
            DocumentDifference.Of("one\ntwo", "one\n2")
        );
        Assert.Equal(
            new DocumentDifference(2, "found the end of the file, should be \"two\""),
            DocumentDifference.Of("one\ntwo", "one")
        );
    }
}
