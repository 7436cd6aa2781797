using HmmSpec.Linux;
using HmmSpec.Tests.Protocol.Channels;

namespace HmmSpec.Tests.Linux;

/// <summary>How the kernel's own selftest is read, of a program that stands for the guest.</summary>
public sealed class SelftestTests
{
    [LinuxFact]
    public void What_the_guest_writes_to_its_standard_output_does_not_hold_it_up()
    {
        Selftest test = Selftest.Run([
            "sh",
            "-c",
            "yes | head -c 1000000; echo ok 1 >&2; echo not ok 2 >&2; echo agent: the selftest has ended >&2",
        ]);

        Assert.True(test.Ended);
        Assert.Equal(1, test.Passed);
        Assert.Equal(["2"], test.Failed);
        Assert.True(test.Seconds < 120);
    }
}
