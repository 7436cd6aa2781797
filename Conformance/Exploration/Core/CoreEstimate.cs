using System.Numerics;

namespace HmmSpec.Exploration.Core;

/// <summary>How many states a core world has, from the states of one page alone.</summary>
public static class CoreEstimate
{
    /// <summary>How many bytes a state takes, about.</summary>
    public const int BytesPerState = 26;

    /// <summary>
    /// How many states there are: all combinations of pages that do not use more frames than there are. Exact, but for
    /// symmetry over devices, where there are at least as many.
    /// </summary>
    public static BigInteger States(CoreWorld world, CoreSymmetry symmetry)
    {
        CoreTables tables = new(world.Devices, CoreDefect.None);
        int elsewhere = tables.Holder.Count(static holder => holder < 0);
        int onDevice = tables.Holder.Count(static holder => holder == 0);
        BigInteger states = Ways(world, symmetry, world.Devices, world.Pages, onDevice, elsewhere);
        return symmetry == CoreSymmetry.All
            ? (states + Factorial(world.Devices) - 1) / Factorial(world.Devices)
            : states;
    }

    // In how many ways the pages can be spread over the frames of the devices that are left, and elsewhere.
    private static BigInteger Ways(
        CoreWorld world,
        CoreSymmetry symmetry,
        int devices,
        int pages,
        int onDevice,
        int elsewhere
    )
    {
        if (devices == 0)
        {
            return Choices(elsewhere, pages, symmetry);
        }

        BigInteger ways = 0;
        for (int used = 0; used <= Math.Min(pages, world.Capacity); used++)
        {
            BigInteger which = symmetry == CoreSymmetry.None ? Binomial(pages, used) : 1;
            ways +=
                which
                * Choices(onDevice, used, symmetry)
                * Ways(world, symmetry, devices - 1, pages - used, onDevice, elsewhere);
        }

        return ways;
    }

    private static BigInteger Choices(int codes, int pages, CoreSymmetry symmetry) =>
        symmetry == CoreSymmetry.None ? BigInteger.Pow(codes, pages)
        : pages == 0 ? 1
        : Binomial(codes + pages - 1, pages);

    private static BigInteger Binomial(int all, int some) =>
        Enumerable.Range(0, some).Aggregate(BigInteger.One, (product, index) => product * (all - index))
        / Factorial(some);

    private static BigInteger Factorial(int count) =>
        Enumerable.Range(1, count).Aggregate(BigInteger.One, static (product, factor) => product * factor);
}
