using HmmSpec.Linux;

namespace HmmSpec.Tests.Linux;

/// <summary>What can be said of the mended kernel without the kernel's source.</summary>
public sealed class KernelMendTests
{
    private const string Place =
        "\tif (should_try_to_free_swap(folio, vma, vmf->flags))\n\t\tfolio_free_swap(folio);\n";

    private static KernelMend LazilyFreed { get; } =
        KernelMend.All.Single(static mend => mend.Id == "madv-free-takes-from-others");

    [Fact]
    public void What_was_swapped_in_past_the_swap_cache_becomes_dirty_in_the_mended_kernel()
    {
        string mended = LazilyFreed.Apply($"vm_fault_t do_swap_page(struct vm_fault *vmf)\n{{\n{Place}}}\n");

        Assert.Contains($"{Place}\tif (!swapcache)\n\t\tfolio_set_dirty(folio);\n", mended, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_without_the_place_is_refused()
    {
        LinuxException problem = Assert.Throws<LinuxException>(static () =>
            LazilyFreed.Apply("vm_fault_t do_swap_page(struct vm_fault *vmf)\n{\n\treturn 0;\n}\n")
        );

        Assert.StartsWith("Linux's source is not as expected: do_swap_page", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kernel_is_as_it_is_for_its_own_driver_and_for_its_own_defects_alone() =>
        Assert.Equal(
            KernelMend.All.Select(static mend => mend.Id).Prepend(DriverVariant.Original.Id),
            DriverVariant.All.Where(static variant => !variant.IsKernelMended).Select(static variant => variant.Id)
        );
}
