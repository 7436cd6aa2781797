using HmmSpec.Data;
using HmmSpec.Linux;

namespace HmmSpec.Tests.Linux;

/// <summary>With what words a guest is started.</summary>
public sealed class QemuTests
{
    private static readonly Guest Plain = new("/kernel", "/initramfs");

    private static Sequence<string> Words(params Beyond[] beyond) => Qemu.Words(Plain with { Beyond = [.. beyond] });

    private static string After(Sequence<string> words, string word) =>
        words[words.AsEnumerable().ToList().IndexOf(word) + 1];

    [Fact]
    public void A_guest_is_told_nothing_of_what_is_off()
    {
        Assert.DoesNotContain("beyond", After(Words(), "-append"), StringComparison.Ordinal);
        Assert.Equal("512M", After(Words(), "-m"));
    }

    [Fact]
    public void A_guest_is_told_by_name_what_is_switched_on()
    {
        Assert.EndsWith(
            " beyond=huge,merge",
            After(Words(Beyond.Huge, Beyond.Merge), "-append"),
            StringComparison.Ordinal
        );
        Assert.Equal("512M", After(Words(Beyond.Huge, Beyond.Merge), "-m"));
    }

    [Fact]
    public void The_memory_of_coherent_devices_is_behind_that_of_the_kernel()
    {
        Sequence<string> words = Words(Beyond.Coherent);

        Assert.Equal("1024M", After(words, "-m"));
        Assert.EndsWith(
            " beyond=coherent memmap=512M$512M test_hmm.spm_addr_dev0=0x20000000 test_hmm.spm_addr_dev1=0x30000000",
            After(words, "-append"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Whoever_runs_the_selftest_has_memory_for_its_huge_pages() =>
        Assert.Equal("2048M", After(Qemu.SelftestWords(Plain), "-m"));

    [Fact]
    public void Names_of_what_can_be_switched_on_are_found_and_no_others()
    {
        Assert.All(Beyond.All, static one => Assert.Same(one, Beyond.Find(one.Name)));
        Assert.Null(Beyond.Find("huger"));
    }
}
