using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;

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
}
