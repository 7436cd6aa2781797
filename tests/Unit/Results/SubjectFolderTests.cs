using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Results;

/// <summary>Every subject has a folder of its own for what it fails at.</summary>
public sealed class SubjectFolderTests
{
    [Theory]
    [InlineData("optimized", "out")]
    [InlineData("reference", "out/reference")]
    [InlineData("defect:mirror-survives-unmap", "out/defect-mirror-survives-unmap")]
    [InlineData("linux", "out/linux")]
    [InlineData("linux-debug:fixed", "out/linux-debug-fixed")]
    public void What_has_a_simple_name_has_a_folder_of_that_name(string subject, string folder) =>
        Assert.Equal(folder, FolderOf(subject));

    [Fact]
    public void What_loses_in_the_name_of_a_folder_is_told_apart()
    {
        string[] folders = [.. ((string[])["exec:./a-b", "exec:./a_b", "exec:.-a-b"]).Select(FolderOf)];

        Assert.Equal(3, folders.Distinct().Count());
        Assert.All(folders, static folder => Assert.Matches("^out/exec---a-b-[0-9a-f]{8}$", folder));
        Assert.Equal(folders[0], FolderOf("exec:./a-b"));
    }

    [Fact]
    public void The_folder_of_a_long_command_can_be_made()
    {
        string one = FolderOf($"exec:{new string('x', 400)}");
        string other = FolderOf($"exec:{new string('x', 401)}");

        Assert.NotEqual(one, other);
        Assert.InRange(Path.GetFileName(one).Length, 20, 100);
    }

    private static string FolderOf(string subject) =>
        new CheckPlan(subject, new CheckOptions(World.Default, Profile.Strict, 1), "out").FailureFolder;
}
