using HmmSpec.Linux;

namespace HmmSpec.Tests.Linux;

public sealed class DriverVariantTests
{
    [Fact]
    public void Names_are_unique() =>
        Assert.Equal(
            DriverVariant.All.Count,
            DriverVariant.All.Select(static driver => driver.Id).Distinct(StringComparer.Ordinal).Count()
        );

    [Fact]
    public void There_are_twenty_faults_and_more() => Assert.True(DriverVariant.Faulty.Count >= 20);

    [Fact]
    public void The_kernels_driver_is_left_as_it_is() =>
        Assert.Equal("source", DriverVariant.Original.Rewrite("source"));

    [Fact]
    public void What_is_not_mended_is_all_that_is_missing_of_the_mended_one() =>
        Assert.All(
            DriverVariant.Unmended,
            static driver =>
                Assert.True(
                    !driver.IsKernelMended
                        || DriverVariant.Fixed.Rewrites.AsEnumerable().Except(driver.Rewrites.AsEnumerable()).Any(),
                    driver.Id
                )
        );

    [Fact]
    public void Every_defect_that_is_mended_has_a_page_and_a_file() =>
        Assert.All(
            DriverVariant.Unmended,
            static driver =>
            {
                Assert.True(File.Exists(Finding(driver.Id, ".md")), driver.Id);
                Assert.True(File.Exists(Finding(driver.Id, ".hmm")), driver.Id);
            }
        );

    [Fact]
    public void Every_fault_that_no_answer_shows_is_tried_on_the_debug_kernel()
    {
        string script = File.ReadAllText(Path.Combine(Repository.Root, ".ci", "linux"));
        string line = Assert.Single(
            script.Split('\n'),
            static line => line.StartsWith("QUIET=", StringComparison.Ordinal)
        );
        Assert.Equal($"QUIET=({string.Join(' ', DriverVariant.Quiet.Select(static driver => driver.Id))})", line);
    }

    private static string Finding(string id, string extension) =>
        Path.Combine(Repository.Root, "Conformance", "Linux", "findings", id + extension);
}
