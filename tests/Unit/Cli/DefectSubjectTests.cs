using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary>The subject <c>defect:NAME</c>: something that newcomers can see fail.</summary>
public sealed class DefectSubjectTests
{
    [Fact]
    public void A_seeded_defect_is_found_kept_and_reproduced()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Diverges, command.Check("defect:shared-frame-reused"));
        Assert.EndsWith("\ndiverges: CPU-6\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_subject_fails_at_is_not_fixed_by_another()
    {
        using Command command = new();
        command.Check("defect:mirror-survives-unmap");
        string[] kept = command.NamesIn("out/defect-mirror-survives-unmap");

        Assert.Equal(ExitCode.Conforms, command.Check());

        Assert.NotEmpty(kept);
        Assert.Equal(kept, command.NamesIn("out/defect-mirror-survives-unmap"));
    }

    [Fact]
    public void A_world_without_devices_can_be_checked()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Check("--devices", "0"));
        Assert.Equal(ExitCode.Conforms, command.Check("--devices", "0", "--compare", "loose"));
    }

    [Fact]
    public void Without_a_name_the_defects_are_listed()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Check("defect:"));
        Assert.Contains("mirror-survives-unmap", command.Err, StringComparison.Ordinal);
        Assert.Contains("Of the reference", command.Err, StringComparison.Ordinal);
        Assert.Contains("not-compared", command.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_defect_of_the_reference_is_not_a_machine_and_that_is_said()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Check("defect:not-compared"));
        Assert.Contains("one of the reference", command.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_none_is_said()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Check("defect:nothing"));
        Assert.Contains("There is no defect", command.Err, StringComparison.Ordinal);
    }
}
