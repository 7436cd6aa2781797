using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Draws processes, devices and pages that mean something in a state.</summary>
/// <param name="State">The state.</param>
internal readonly record struct Scene(State State)
{
    private const int LongRangePercent = 10;
    private const int FocusPercent = 85;

    /// <summary>Pages that are drawn much more often than others; none unless given.</summary>
    public PageRange Focus { get; init; }

    /// <summary>A process, mostly a living one.</summary>
    public int Process(ref Random64 random)
    {
        int process = random.Below(State.World.Processes);
        for (int tries = 0; tries < State.World.Processes && !State.Processes[process].Alive; tries++)
        {
            process = (process + 1) % State.World.Processes;
        }

        return process;
    }

    /// <summary>A process that does not live, if there is one.</summary>
    public int Dead(ref Random64 random)
    {
        int process = random.Below(State.World.Processes);
        for (int tries = 0; tries < State.World.Processes && State.Processes[process].Alive; tries++)
        {
            process = (process + 1) % State.World.Processes;
        }

        return process;
    }

    /// <summary>A process that may exit: not the last one, or no more could happen in this run.</summary>
    public int Mortal(ref Random64 random)
    {
        int living = 0;
        for (int process = 0; process < State.World.Processes; process++)
        {
            living += State.Processes[process].Alive ? 1 : 0;
        }

        return living > 1 ? Process(ref random) : Dead(ref random);
    }

    /// <summary>A process and a device that mirrors it, if there is such a pair.</summary>
    public (int Process, int Device) Mirror(ref Random64 random)
    {
        int pairs = State.World.Processes * State.World.Devices;
        int pair = random.Below(pairs);
        for (int tries = 0; tries < pairs; tries++)
        {
            (int process, int device) = Math.DivRem(pair, State.World.Devices);
            if (State.Processes[process].Mirrors[device].IsOpen)
            {
                return (process, device);
            }

            pair = (pair + 1) % pairs;
        }

        return (Process(ref random), random.Below(State.World.Devices));
    }

    /// <summary>A page, mostly a mapped one.</summary>
    public int Page(int process, ref Random64 random)
    {
        if (Focus.Count > 0 && random.Chance(FocusPercent))
        {
            return Focus.Start + random.Below(Focus.Count);
        }

        AddressSpace space = State.Processes[process].Space;
        if (space.Vmas.Count == 0 || random.Chance(5))
        {
            return random.Below(State.World.Pages);
        }

        PageRange range = space.Vmas[random.Below(space.Vmas.Count)].Range;
        return range.Start + random.Below(range.Count);
    }

    /// <summary>A short range for a device access: mostly one page, mostly one that the device mirrors.</summary>
    public PageRange Access(int process, int device, ref Random64 random) =>
        Mirrored(process, device, random.Chance(70) ? 1 : random.Between(2, 4), ref random);

    /// <summary>A range for a driver's operation: mostly within the mirror and one VMA.</summary>
    public PageRange Driven(int process, int device, ref Random64 random) =>
        random.Chance(LongRangePercent)
            ? Range(process, ref random)
            : Mirrored(process, device, random.Between(1, 4), ref random);

    /// <summary>A range that begins at a mapped page, mostly short, sometimes all that there is.</summary>
    public PageRange Range(int process, ref Random64 random) =>
        random.Chance(LongRangePercent)
            ? Cut(random.Below(State.World.Pages), State.World.Pages)
            : Cut(Page(process, ref random), random.Between(1, 4));

    /// <summary>A range that mostly lies within one VMA.</summary>
    public PageRange Within(int process, ref Random64 random)
    {
        PageRange range = Range(process, ref random);
        return State.Processes[process].Space.TryFind(range.Start, out Vma vma) && random.Chance(90)
            ? range.Intersect(vma.Range)
            : range;
    }

    /// <summary>A range that is free, if there is one.</summary>
    public PageRange Free(int process, ref Random64 random)
    {
        AddressSpace space = State.Processes[process].Space;
        int start = Focus.Count > 0 ? Focus.Start : random.Below(State.World.Pages);
        while (start < State.World.Pages && space.TryFind(start, out Vma vma))
        {
            start = vma.Range.End;
        }

        if (start >= State.World.Pages)
        {
            return Cut(random.Below(State.World.Pages), 1);
        }

        int end = space.TryFindFrom(start, out Vma next) ? next.Range.Start : State.World.Pages;
        return new PageRange(start, 1 + random.Below(Math.Min(end - start, 8)));
    }

    private PageRange Mirrored(int process, int device, int count, ref Random64 random)
    {
        PageRange interval = device < State.World.Devices ? State.Processes[process].Mirrors[device].Interval : default;
        int page = Page(process, ref random);
        for (int tries = 0; tries < 3 && !interval.Contains(page); tries++)
        {
            page = Page(process, ref random);
        }

        if (!interval.Contains(page))
        {
            return Cut(page, count);
        }

        int end = Math.Min(interval.End, page + count);
        bool mapped = State.Processes[process].Space.TryFind(page, out Vma vma);
        return PageRange.Between(page, mapped && random.Chance(80) ? Math.Min(end, vma.Range.End) : end);
    }

    private PageRange Cut(int start, int count) => new(start, Math.Min(count, State.World.Pages - start));
}
