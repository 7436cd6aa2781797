using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// What every page may hold, and grants at most and at least, by the operations and their answers alone: whatever was chosen and
/// whatever happened by itself, no state lies beyond it. It knows no device, like flat memory (TRN-1), and no page cache: where
/// there are files, every page may hold whatever was ever in any.
/// </summary>
internal sealed class MemoryBound
{
    private readonly World _world;
    private readonly bool _deviceStoresCancelFree;
    private readonly PageBound[] _pages;
    private readonly ValueBound? _anywhere;
    private bool _mayWipe;
    private bool _mayStay;

    /// <summary>The bound at the start of a run.</summary>
    public MemoryBound(World world, Profile profile)
    {
        _world = world;
        _deviceStoresCancelFree = profile.DeviceStoresCancelFree;
        _pages = [.. Enumerable.Range(0, world.Processes * world.Pages).Select(static _ => new PageBound())];
        if (world.AllFiles == 0)
        {
            return;
        }

        _anywhere = new ValueBound();
        for (int file = 0; file < world.AllFiles; file++)
        {
            for (int index = 0; index < world.FilePages; index++)
            {
                _anywhere.Add(FileObject.FirstValue(world, file, index));
            }
        }
    }

    /// <summary>The values that a page may hold.</summary>
    public ValueBound ValuesOf(PageAddress page) => _anywhere ?? At(page).Values;

    /// <summary>The most that its mapping grants.</summary>
    public Protection RightsOf(PageAddress page) => Exists(page) ? At(page).Rights : Protection.None;

    /// <summary>What its mapping grants at least.</summary>
    public Protection LeastOf(PageAddress page) => Exists(page) ? At(page).Least : Protection.None;

    /// <summary>Whether there is such a page.</summary>
    public bool Exists(PageAddress page) =>
        (uint)page.Process < (uint)_world.Processes && (uint)page.Page < (uint)_world.Pages;

    /// <summary>A page was seen to hold a value.</summary>
    public void Saw(PageAddress page, ulong value)
    {
        if (Exists(page))
        {
            At(page).Hold(value, cancelsFree: false);
        }
    }

    /// <summary>Takes note of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="certainty">Whether it has succeeded.</param>
    /// <param name="outcome">How it ended, if that is certain.</param>
    public void Follow(Operation operation, Certainty certainty, Outcome outcome)
    {
        switch (operation)
        {
            case Map map:
                Map(map.Process, map.Range, map.Protection, certainty);
                break;
            case MapFile map:
                Map(map.Process, map.Range, map.Protection, certainty);
                break;
            case Unmap unmap:
                Each(unmap.Process, unmap.Range, Certainty.Done, static page => page.MayLeave());
                Each(unmap.Process, unmap.Range, certainty, static page => page.Protect(Protection.None));
                break;
            case Protect protect:
                Protect(protect, certainty);
                break;
            case DontNeed drop:
                DontNeed(drop, certainty);
                break;
            case Advise advise:
                Follow(advise);
                break;
            case Store store:
                Store(new PageAddress(store.Process, store.Page), store.Value, certainty, cancelsFree: true);
                break;
            case DeviceStore store:
                Store(store, certainty);
                break;
            case DeviceAtomic atomic:
                Add(atomic, certainty, outcome);
                break;
            case Load load when certainty == Certainty.Done:
                Saw(new PageAddress(load.Process, load.Page), outcome.Value);
                break;
            case DeviceLoad load when certainty == Certainty.Done:
                Loaded(load, outcome);
                break;
            case Fork fork:
                Follow(fork, certainty);
                break;
            case Remap remap:
                Follow(remap, certainty, outcome);
                break;
            case Load
            or DeviceLoad
            or Exit
            or SwapOut
            or Attach
            or Register
            or Unregister
            or RangeFault
            or Snapshot
            or MigrateToDevice
            or MigrateToSystem
            or Evict
            or MakeExclusive
            or WriteBack
            or DropCache
            or Truncate
            or PunchHole
            or Detach
            or Lose
            or FailUpdate
            or Compact
            or Pin
            or Unpin
            or Mlock
            or Munlock:
                break; // None of them stores, maps, or gives a right.
        }
    }

    private void Map(int process, PageRange range, Protection rights, Certainty certainty)
    {
        Each(process, range, certainty, page => page.Map(rights));
        if (certainty == Certainty.Maybe)
        {
            Each(process, range, Certainty.Done, page => page.MayHave(rights));
            Each(process, range, Certainty.Done, static page => page.Values.Add(0));
        }
    }

    // One that fails may have reached some pages.
    private void Protect(Protect protect, Certainty certainty) =>
        Each(
            protect.Process,
            protect.Range,
            Certainty.Done,
            certainty == Certainty.Done
                ? page => page.Protect(protect.Protection)
                : page => page.MayHave(protect.Protection)
        );

    private void DontNeed(DontNeed drop, Certainty certainty) =>
        Each(
            drop.Process,
            drop.Range,
            Certainty.Done,
            certainty == Certainty.Done ? static page => page.Clear() : static page => page.Values.Add(0)
        );

    private void Follow(Advise advise)
    {
        _mayWipe |= advise.Advice == Advice.WipeOnFork;
        _mayStay |= advise.Advice == Advice.DontFork;
        if (advise.Advice == Advice.Free)
        {
            Each(advise.Process, advise.Range, Certainty.Done, static page => page.Free());
        }
    }

    private void Store(PageAddress page, ulong value, Certainty certainty, bool cancelsFree)
    {
        if (certainty != Certainty.Failed)
        {
            _anywhere?.Add(value);
        }

        if (!Exists(page))
        {
            return;
        }

        switch (certainty)
        {
            case Certainty.Done:
                At(page).Hold(value, cancelsFree);
                break;
            case Certainty.Maybe:
                At(page).Values.Add(value);
                break;
            case Certainty.Failed:
                break;
        }
    }

    // One that fails has stored to some pages, or to none (MIR-9).
    private void Store(DeviceStore store, Certainty certainty)
    {
        Certainty each = certainty == Certainty.Done ? Certainty.Done : Certainty.Maybe;
        PageRange range = Within(store.Range);
        for (int page = range.Start; page < range.End; page++)
        {
            ulong value = unchecked(store.Value + (ulong)(page - store.Range.Start));
            Store(new PageAddress(store.Process, page), value, each, _deviceStoresCancelFree);
        }
    }

    private void Add(DeviceAtomic atomic, Certainty certainty, Outcome outcome)
    {
        PageAddress page = new(atomic.Process, atomic.Page);
        if (certainty == Certainty.Maybe && Exists(page))
        {
            ValuesOf(page).BeAny();
        }
        else
        {
            Store(page, unchecked(outcome.Value + atomic.Value), certainty, _deviceStoresCancelFree);
        }
    }

    private void Loaded(DeviceLoad load, Outcome outcome)
    {
        for (int offset = 0; offset < load.Range.Count && offset < _world.Pages; offset++)
        {
            PageAddress page = new(load.Process, load.Range.Start + offset);
            if (load.Range.Count == 1 || offset < outcome.Values.Count)
            {
                Saw(page, load.Range.Count == 1 ? outcome.Value : outcome.Values[offset]);
            }
        }
    }

    private void Follow(Fork fork, Certainty certainty)
    {
        for (int page = 0; page < _world.Pages; page++)
        {
            PageAddress child = new(fork.Child, page);
            PageAddress parent = new(fork.Process, page);
            if (certainty == Certainty.Failed || !Exists(child) || !Exists(parent))
            {
                return;
            }

            if (certainty == Certainty.Done)
            {
                At(child).Be(At(parent));
            }
            else
            {
                At(child).MayBe(At(parent));
            }

            if (_mayWipe)
            {
                At(child).Values.Add(0);
            }

            if (_mayStay)
            {
                At(child).MayLeave();
            }
        }
    }

    // Which page is where afterwards is not followed: each page that may be new may be any of the old ones, or zeros. One that
    // fails may have made room before.
    private void Follow(Remap remap, Certainty certainty, Outcome outcome)
    {
        Each(remap.Process, _world.AddressSpace, Certainty.Done, static page => page.MayLeave());
        if (certainty == Certainty.Failed || (uint)remap.Process >= (uint)_world.Processes)
        {
            return;
        }

        PageBound any = new();
        Each(remap.Process, remap.Range, Certainty.Done, any.MayBe);
        bool isPlaced = certainty == Certainty.Done && outcome.Value < (ulong)_world.Pages;
        PageRange place = isPlaced ? new PageRange((int)outcome.Value, remap.NewCount) : _world.AddressSpace;
        Each(remap.Process, place, Certainty.Done, page => page.MayBe(any));
        Each(remap.Process, remap.Range, Certainty.Done, static page => page.Values.Add(0));
    }

    private void Each(int process, PageRange range, Certainty certainty, Action<PageBound> change)
    {
        if (certainty != Certainty.Done || (uint)process >= (uint)_world.Processes)
        {
            return;
        }

        PageRange within = Within(range);
        for (int page = within.Start; page < within.End; page++)
        {
            change(At(new PageAddress(process, page)));
        }
    }

    private PageRange Within(PageRange range)
    {
        long end = Math.Min((long)range.Start + range.Count, _world.Pages);
        int start = Math.Clamp(range.Start, 0, _world.Pages);
        return PageRange.Between(start, (int)Math.Max(start, end));
    }

    private PageBound At(PageAddress page) => _pages[(page.Process * _world.Pages) + page.Page];
}
