using System.Text.Json;
using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary>What <c>hmmspec mutate</c> says.</summary>
public sealed class MutateTests
{
    private const string Flush = "invalidation-dropped/OptimizedMachine.ChangeRights/*";

    [Fact]
    public void A_killed_mutant_is_told_with_its_clause_and_shortest_sequence()
    {
        using Command command = new();

        ExitCode code = command.Run("mutate", Flush, "--json");

        Assert.Equal(ExitCode.Conforms, code);
        Assert.Equal(1, command.Json.GetProperty("killed").GetInt32());
        Assert.Equal(0, command.Json.GetProperty("survived").GetInt32());
        JsonElement verdict = command.Json.GetProperty("verdicts")[0];
        Assert.Equal("killed", verdict.GetProperty("fate").GetString());
        Assert.Equal(3, verdict.GetProperty("sequence").GetArrayLength());
    }

    [Fact]
    public void The_table_has_a_row_for_the_operator_and_the_same_page_comes_again()
    {
        using Command command = new();
        string first = command.PathTo("one.md");
        string second = command.PathTo("two.md");

        Assert.Equal(ExitCode.Conforms, command.Run("mutate", Flush, "--table", first));
        Assert.Contains("invalidation-dropped  FO-1, FO-27", command.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Conforms, command.Run("mutate", Flush, "--table", second, "--workers", "2"));

        string page = File.ReadAllText(first);
        Assert.Contains("| `invalidation-dropped` |", page, StringComparison.Ordinal);
        Assert.Equal(page.Replace("one.md", "two.md", StringComparison.Ordinal), File.ReadAllText(second));
    }

    [Theory]
    [InlineData("none/table.md", "Its folder does not exist.")]
    [InlineData("folder", "This is a folder, not a file.")]
    [InlineData("file/table.md", "")]
    public void A_table_that_cannot_be_written_is_refused_before_anything_runs(string name, string reason)
    {
        using Command command = new();
        command.Write("file", "");
        Directory.CreateDirectory(command.PathTo("folder"));
        string table = command.PathTo(name);
        string[][] modes =
        [
            ["mutate", Flush],
            ["mutate", "--bank", "BUG-141"],
        ];

        foreach (string[] mode in modes)
        {
            Assert.Equal(ExitCode.Usage, command.Run([.. mode, "--table", table]));

            Assert.StartsWith(
                $"hmmspec: Nothing can be written to {table}: {reason}",
                command.Err,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain(".tmp", command.Err, StringComparison.Ordinal);
            Assert.Empty(command.Out);
        }
    }

    [Fact]
    public void A_list_judges_nothing()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run("mutate", Flush, "--list"));

        Assert.Contains("FlushTlb(descriptor, part); => ;", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_names_nothing_is_refused_with_what_there_is()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Run("mutate", "range-shrot"));

        Assert.Contains(
            "No mutant has a name like \"range-shrot\"; did you mean \"range-short\"?",
            command.Err,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_entry_that_is_not_true_ends_the_run_with_4()
    {
        using Command command = new();
        string list = command.Write(
            "list.txt",
            "invalidation-dropped/OptimizedMachine.ChangeRights\n  Nobody looks at it.\n"
        );

        Assert.Equal(ExitCode.Baseline, command.Run("mutate", Flush, "--equivalent", list));

        Assert.Contains(
            $"{list}:1: invalidation-dropped/OptimizedMachine.ChangeRights: ",
            command.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_list_that_is_not_there_is_said()
    {
        using Command command = new();

        Assert.Equal(ExitCode.BadInput, command.Run("mutate", "--equivalent", command.PathTo("none.txt")));

        Assert.Contains("There is no such file.", command.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void The_operators_find_their_places_in_the_sources_of_somebody_else_too()
    {
        using Command command = new();
        string folder = Path.Combine(Repository.Root, "Model", "Optimized");

        Assert.Equal(ExitCode.Conforms, command.Run("mutate", Flush, "--source", folder, "--json"));

        Assert.Equal(1, command.Json.GetProperty("killed").GetInt32());
    }

    [Theory]
    [InlineData("", "There are no C# sources.")]
    [InlineData("public class A {", "The sources do not compile: A.cs(1,")]
    [InlineData("public class A { }", "No public class implements HmmSpec.Spec.IMachine")]
    public void Sources_without_a_machine_are_refused(string source, string problem)
    {
        using Command command = new();
        string folder = command.PathTo("sources");
        Directory.CreateDirectory(folder);
        if (source.Length > 0)
        {
            command.Write("sources/A.cs", source);
        }

        Assert.Equal(ExitCode.BadInput, command.Run("mutate", "--source", folder));

        Assert.Contains($"hmmspec: {folder}: {problem}", command.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Prebuilt_mutants_make_one_table_with_the_original_as_control()
    {
        using Command command = new();
        string list = command.Write(
            "mutants.txt",
            $"# two\noriginal {Miniature("none")}\nstale-mirror {Miniature("stale-mirror-after-unmap")}\n"
        );

        Assert.Equal(ExitCode.Conforms, command.Run("mutate", "--prebuilt", list, "--sequences", "30"));

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.StartsWith("original      conforms  -", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("stale-mirror  killed    ", lines[2], StringComparison.Ordinal);
        Assert.Equal("1 of 1 killed", lines[^1]);
    }

    [Fact]
    public void A_prebuilt_mutant_that_survives_ends_the_run_with_1()
    {
        using Command command = new();
        string list = command.Write("mutants.txt", $"harmless {Miniature("none")}\n");

        Assert.Equal(ExitCode.Diverges, command.Run("mutate", "--prebuilt", list, "--sequences", "3", "--json"));

        Assert.Equal("survived", command.Json.GetProperty("verdicts")[0].GetProperty("fate").GetString());
    }

    [Theory]
    [InlineData("lonely\n", "mutants.txt:1: expected a name and a subject")]
    [InlineData("a optimized\na optimized\n", "mutants.txt:2: a is there twice.")]
    [InlineData("# nothing\n", "mutants.txt: The list is empty.")]
    public void What_is_no_list_of_prebuilt_mutants_is_refused(string text, string problem)
    {
        using Command command = new();
        string list = command.Write("mutants.txt", text);

        Assert.Equal(ExitCode.BadInput, command.Run("mutate", "--prebuilt", list));

        Assert.Contains(problem, command.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec:/nowhere/gone", "/nowhere/gone")]
    [InlineData("exec:false", "when it was asked for its hello")]
    public void A_prebuilt_mutant_that_cannot_be_started_is_named_and_hides_no_other(string subject, string reason)
    {
        using Command command = new();
        string list = command.Write(
            "mutants.txt",
            $"gone {subject}\nstale-mirror {Miniature("stale-mirror-after-unmap")}\n"
        );

        Assert.Equal(ExitCode.Inconclusive, command.Run("mutate", "--prebuilt", list, "--sequences", "30"));

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.StartsWith("gone          cannot be started  -", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("stale-mirror  killed             ", lines[2], StringComparison.Ordinal);
        string said = Assert.Single(
            lines,
            static line => line.StartsWith("gone cannot be started: ", StringComparison.Ordinal)
        );
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.Equal("1 of 2 killed", lines[^1]);
    }

    [Fact]
    public void Without_the_original_nothing_is_known_of_any_prebuilt_mutant()
    {
        using Command command = new();
        string list = command.Write("mutants.txt", "original exec:/nowhere/gone\nother optimised\n");

        Assert.Equal(ExitCode.Usage, command.Run("mutate", "--prebuilt", list, "--json"));

        JsonElement verdicts = command.Json.GetProperty("verdicts");
        Assert.Equal("cannot be started", verdicts[0].GetProperty("fate").GetString());
        Assert.Equal("cannot be checked", verdicts[1].GetProperty("fate").GetString());
        Assert.StartsWith(
            "There is no subject \"optimised\"",
            verdicts[1].GetProperty("problem").GetString(),
            StringComparison.Ordinal
        );

        list = command.Write("mutants.txt", "original exec:/nowhere/gone\n");
        Assert.Equal(ExitCode.Unavailable, command.Run("mutate", "--prebuilt", list));
    }

    [Fact]
    public void A_row_of_the_bank_is_hunted_with_each_seed_and_makes_a_page()
    {
        using Command command = new();
        string table = command.PathTo("bank.md");

        ExitCode code = command.Run(
            "mutate",
            "--bank",
            "BUG-141",
            "--seed",
            "3",
            "--seeds",
            "2",
            "--table",
            table,
            "--json"
        );

        Assert.Equal(ExitCode.Conforms, code);
        Assert.Equal(1, command.Json.GetProperty("expressible").GetInt32());
        Assert.Equal(1, command.Json.GetProperty("caught").GetInt32());
        Assert.Equal(2, command.Json.GetProperty("seeds").GetArrayLength());
        JsonElement row = command.Json.GetProperty("rows")[0];
        Assert.Equal("generated", row.GetProperty("caught").GetString());
        Assert.True(row.GetProperty("length").GetProperty("worst").GetInt64() is > 0 and <= 12);
        string page = File.ReadAllText(table);
        Assert.Contains("| BUG-141 | ", page, StringComparison.Ordinal);
        Assert.Contains(
            $"`hmmspec mutate --bank BUG-141 --seed 3 --seeds 2 --table {table}`",
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_row_that_the_bank_does_not_have_is_refused()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Run("mutate", "--bank", "BUG-14l"));

        Assert.Contains(
            "The bank has no row like \"BUG-14l\"; did you mean \"BUG-14\"?",
            command.Err,
            StringComparison.Ordinal
        );
    }

    private static string Miniature(string name) =>
        $"exec:dotnet {Path.Combine(AppContext.BaseDirectory, "HmmSpec.Subjects.dll")} miniature {name}";
}
