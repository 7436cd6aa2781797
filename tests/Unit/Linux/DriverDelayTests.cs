using HmmSpec.Linux;

namespace HmmSpec.Tests.Linux;

/// <summary>What can be said of the drivers for races without the kernel's source.</summary>
public sealed class DriverDelayTests
{
    [Fact]
    public void A_driver_that_is_not_the_kernels_has_delay_points_and_says_where_they_cannot_be()
    {
        LinuxException problem = Assert.Throws<LinuxException>(static () => DriverVariant.Fixed.Rewrite("int main;"));

        Assert.StartsWith("The driver's source is not as expected", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_that_only_races_show_are_no_others() =>
        Assert.Empty(
            DriverVariant
                .Racing.Select(static driver => driver.Id)
                .Intersect(DriverVariant.Faulty.Select(static driver => driver.Id), StringComparer.Ordinal)
        );
}
