using HmmSpec.Linux;

namespace HmmSpec.Tests.Linux;

public sealed class KernelConfigTests
{
    private static readonly string[] Found = ["CONFIG_SMP=y", "# CONFIG_PCI is not set", "CONFIG_TEST_HMM=m"];

    [Fact]
    public void What_became_as_wanted_is_good() =>
        KernelConfig.Check(
            ["# A comment.", "", "CONFIG_SMP=y", "# CONFIG_PCI is not set", "# CONFIG_ACPI is not set"],
            Found
        );

    [Theory]
    [InlineData("CONFIG_ZRAM=y")]
    [InlineData("CONFIG_TEST_HMM=y")]
    [InlineData("# CONFIG_SMP is not set")]
    public void What_did_not_is_named(string wanted)
    {
        LinuxException exception = Assert.Throws<LinuxException>(() => KernelConfig.Check([wanted], Found));
        Assert.Contains(wanted, exception.Message, StringComparison.Ordinal);
    }
}
