using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>Other numbers for the processes, devices and pages of a world.</summary>
/// <param name="Processes">Behind each new number the old one.</param>
/// <param name="Devices">Behind each new number the old one.</param>
/// <param name="Pages">Behind each new number the old one.</param>
internal sealed record Renaming(int[] Processes, int[] Devices, int[] Pages)
{
    private readonly int[] _newProcesses = Inverse(Processes);
    private readonly int[] _newDevices = Inverse(Devices);
    private readonly int[] _newPages = Inverse(Pages);

    /// <summary>The new number of a process; -1 stays.</summary>
    public int Process(int old) => old < 0 ? old : _newProcesses[old];

    /// <summary>The new number of a device; -1 stays.</summary>
    public int Device(int old) => old < 0 ? old : _newDevices[old];

    /// <summary>The new number of a page; one that does not exist stays.</summary>
    public int Page(int old) => (uint)old < (uint)_newPages.Length ? _newPages[old] : old;

    /// <summary>A range of one page under its new number; a longer one stays.</summary>
    public PageRange Range(PageRange old) => old.Count == 1 ? new PageRange(Page(old.Start), 1) : old;

    /// <summary>A set of devices, a bit each, under their new numbers.</summary>
    public ulong Mask(ulong old)
    {
        ulong mask = 0;
        for (int device = 0; device < _newDevices.Length; device++)
        {
            mask |= (old >> device & 1) << _newDevices[device];
        }

        return mask;
    }

    /// <summary>All renamings of a world; the one that changes nothing first.</summary>
    public static IReadOnlyList<Renaming> All(World world, Symmetry symmetry) =>
        [
            .. from processes in Permutations(world.Processes, symmetry.HasFlag(Symmetry.Processes))
            from devices in Permutations(world.Devices, symmetry.HasFlag(Symmetry.Devices))
            from pages in Permutations(world.Pages, symmetry.HasFlag(Symmetry.Pages))
            select new Renaming(processes, devices, pages),
        ];

    private static IEnumerable<int[]> Permutations(int count, bool all)
    {
        int[] identity = [.. Enumerable.Range(0, count)];
        return all ? Arrange(identity) : [identity];
    }

    private static IEnumerable<int[]> Arrange(int[] items) =>
        items.Length <= 1
            ? [items]
            : items.SelectMany(
                (_, index) => Arrange([.. items[..index], .. items[(index + 1)..]]),
                (first, rest) => (int[])[first, .. rest]
            );

    private static int[] Inverse(int[] order)
    {
        int[] inverse = new int[order.Length];
        for (int number = 0; number < order.Length; number++)
        {
            inverse[order[number]] = number;
        }

        return inverse;
    }
}
