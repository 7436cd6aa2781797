using System.Text.Json;
using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary><c>hmmspec explore</c> with worlds of the model.</summary>
public sealed class ExploreModelTests
{
    [Fact]
    public void All_operations_on_one_page_are_explored_one_after_another()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run("explore", "--json"));

        JsonElement json = command.Json;
        Assert.Equal("model", json.GetProperty("world").GetString());
        Assert.Equal(358, json.GetProperty("states").GetInt64());
        Assert.True(json.GetProperty("complete").GetBoolean());
        Assert.Contains(json.GetProperty("clauses").EnumerateArray(), static clause => clause.GetString() == "MIG-8");
    }

    [Fact]
    public void Activities_are_interleaved_and_all_of_them_can_end()
    {
        using Command command = new();

        Assert.Equal(
            ExitCode.Conforms,
            command.Run("explore", "--agents", "2", "--operations", "attach,register,map,unmap,device-load")
        );

        Assert.Contains("every activity can come to its end", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_can_run_first()
    {
        using Command command = new();
        string setup = command.Write("setup.hmm", "hmmspec 1\nworld pages=1\nmap p0 0+1 read-write\nstore p0 0 7\n");

        Assert.Equal(
            ExitCode.Conforms,
            command.Run("explore", "--agents", "2", "--operations", "load,dontneed", "--setup", setup, "--json")
        );

        Assert.True(command.Json.GetProperty("depth").GetInt32() > 5);
    }

    [Fact]
    public void A_scenario_whose_activities_take_turns_cannot_run_first()
    {
        using Command command = new();
        string setup = command.Write("setup.hmm", "hmmspec 1\nbegin a map p0 0+1 read\nend a -> ok\n");

        Assert.Equal(ExitCode.Usage, command.Run("explore", "--setup", setup));
        Assert.Contains("has activities that take turns", command.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_that_does_not_come_out_as_it_wants_cannot_run_first()
    {
        using Command command = new();
        string setup = command.Write("setup.hmm", "hmmspec 1\nworld pages=1\nmap p0 0+1 read-write -> EINVAL\n");

        Assert.Equal(ExitCode.BadInput, command.Run("explore", "--setup", setup));
        Assert.StartsWith(
            $"{setup}:3: ",
            command.Err.Replace("hmmspec: ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_checkpoint_takes_no_other_file_s_place()
    {
        using Command command = new();
        string file = command.Write("precious.txt", "precious");

        Assert.Equal(ExitCode.Usage, command.Run("explore", "--checkpoint", file));
        Assert.Contains("a file that is no checkpoint stands there", command.Err, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(file));
    }

    [Fact]
    public void A_defect_of_the_reference_is_shown_in_its_own_world_and_kept_as_a_replay_file()
    {
        using Command command = new();
        string folder = command.PathTo("out");

        Assert.Equal(ExitCode.Diverges, command.Run("explore", "defect:not-compared", "--out", folder));

        Assert.Contains("INV-50 (CON-5)", command.Out, StringComparison.Ordinal);
        Assert.Contains("enter into mirror, unlock driver", command.Out, StringComparison.Ordinal);
        string own = Path.Combine(folder, "defect-not-compared");
        string file = Path.Combine(own, Assert.Single(command.NamesIn("out/defect-not-compared")));
        Assert.Contains($"hmmspec explain {file} defect:not-compared", command.Out, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Diverges, command.Run("replay", file, "defect:not-compared"));
        Assert.Equal(ExitCode.Diverges, command.Run("replay", file, "reference"));
    }

    [Fact]
    public void A_search_that_is_interrupted_is_written_down_without_being_asked()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        using Command command = new() { Cancellation = source.Token };
        string folder = command.PathTo("out");

        Assert.Equal(ExitCode.Inconclusive, command.Run("explore", "--world", "migrations", "--out", folder));

        string file = Path.Combine(folder, Assert.Single(command.NamesIn("out")));
        Assert.StartsWith("migrations-", Path.GetFileName(file), StringComparison.Ordinal);
        Assert.Contains("--resume", command.Out, StringComparison.Ordinal);
        using Command another = new();
        Assert.Equal(ExitCode.Conforms, another.Run("explore", "--world", "migrations", "--resume", file, "--json"));
        Assert.Equal(84_412, another.Json.GetProperty("states").GetInt64());
    }
}
