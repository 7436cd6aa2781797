using HmmSpec.Cli;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;
using HmmSpec.Tests.Cli;

namespace HmmSpec.Tests.Subjects;

/// <summary>A run of which nothing could be said is kept, so that somebody can look at it.</summary>
public sealed class UndecidedRunTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("hmmspec-undecided-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void Its_file_has_its_operations_and_is_no_failure()
    {
        Sequence<Operation> operations = [new Map(0, new PageRange(0, 1), Protection.ReadWrite), new Store(0, 0, 7)];
        FailureFolder folder = new(_path);

        string file = folder.KeepUndecided(
            ReplayFile.OfUndecided("there are more\nways", World.Default, Profile.Linux61, operations),
            seed: 5
        );

        Scenario read = ScenarioFile.Read(file);
        Assert.Equal(operations.AsEnumerable(), read.Operations);
        Assert.Equal(Profile.Linux61, read.Profile);
        Assert.Contains("# undecided: there are more ways\n", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Empty(folder.Failures());
    }

    [Fact]
    public void That_it_cannot_be_kept_is_said()
    {
        using Command command = new();
        string address = SubjectCheck.Address(SubjectCheck.NewMark(), "hostile", "always-unknown", []);
        string folder = new CheckPlan(address, new CheckOptions(World.Default, Profile.Strict, 1), "out").FailureFolder;
        string file = command.Write(folder, "A file stands where the folder is to be.");

        ExitCode code = command.Check(address, "--seed", "1", "--workers", "1", "--sequences", "2", "--length", "40");

        Assert.Equal(ExitCode.Inconclusive, code);
        Assert.Matches("\n  its operations could not be kept: .*[.]\n", command.Out);
        Assert.True(File.Exists(file));
    }
}
