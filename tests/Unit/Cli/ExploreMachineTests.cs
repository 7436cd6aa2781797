using System.Text.Json;
using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary><c>explore</c> of subjects that have no steps: they are held against the reference.</summary>
public sealed class ExploreMachineTests
{
    [Fact]
    public void The_shortest_divergence_of_a_seeded_defect_is_shown_kept_and_reproduced()
    {
        using Command command = new();
        string folder = command.PathTo("kept");

        Assert.Equal(ExitCode.Diverges, command.Run("explore", "defect:write-right-survives-protect", "--out", folder));
        Assert.Contains("\n    3  ", command.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\n    4  ", command.Out, StringComparison.Ordinal);
        Assert.Contains(
            "the machine differs from the reference in p0 page 0 (MAP-8): expected ",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.EndsWith("\ndiverges: MAP-8\n", command.Out, StringComparison.Ordinal);

        string file = Path.Combine(folder, "defect-write-right-survives-protect", "failure-MAP-8-model.hmm");
        Assert.Equal(file, Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories)));
        Assert.Contains(
            $"hmmspec explain {file} defect:write-right-survives-protect",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCode.Conforms, command.Run("replay", file));
        Assert.Equal(ExitCode.Diverges, command.Run("replay", file, "defect:write-right-survives-protect"));

        // It is none of the machine without the defect.
        Assert.Equal(ExitCode.Conforms, command.Check("--out", folder));
        Assert.True(File.Exists(file));
        Assert.DoesNotContain("kept failure", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_machine_without_a_defect_conforms_in_a_small_world()
    {
        using Command command = new();

        Assert.Equal(
            ExitCode.Conforms,
            command.Run("explore", "optimized", "--operations", "map,unmap,protect,load,store")
        );
        Assert.EndsWith("complete: every reachable state was checked\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_violation_is_told_even_if_it_cannot_be_kept()
    {
        using Command folder = new();
        string blocked = folder.PathTo("blocked");
        using Command command = new()
        {
            Machines = (world, profile) =>
            {
                // Something takes the folder's place while the search is under way.
                File.WriteAllText(blocked, "");
                return Lies.Machines(Lies.LoadsAreWrong)(world, profile);
            },
        };

        Assert.Equal(ExitCode.Diverges, command.Run("explore", "optimized", "--out", blocked, "--json"));

        JsonElement violation = command.Json.GetProperty("violation");
        Assert.Contains("(CPU-1)", violation.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, violation.GetProperty("file").ValueKind);
        Assert.Contains($"it could not be kept in {blocked}: ", command.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("kept as", command.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leave --agents out", "optimized", "--agents", "2")]
    [InlineData("leave --world out", "defect:slot-leak", "--world", "map")]
    [InlineData("leave --symmetry out", "optimized", "--symmetry", "pages")]
    [InlineData("leave --checkpoint and --resume out", "optimized", "--checkpoint", "file")]
    public void What_belongs_to_steps_is_refused(string sentence, params string[] args)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Run(["explore", .. args]));
        Assert.Contains(sentence, command.Err, StringComparison.Ordinal);
    }
}
