using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <content>The phases of a migration: MIG-3 to MIG-16, RET-4, RET-5.</content>
internal partial class Toy
{
    /// <summary>MIG-3: the pages of a part become migration entries, or are skipped.</summary>
    protected List<Migrant> Collect(Process owner, Device device, PageRange part, bool toDevice)
    {
        List<Migrant> migrants = [];
        Window(
            owner,
            EventKind.Migrate,
            part,
            () =>
            {
                for (int page = part.Start; page < part.End; page++)
                {
                    migrants.Add(CollectPage(owner, device, page, toDevice));
                }
            },
            migrator: device,
            keeper: device
        );
        return migrants;
    }

    protected virtual Migrant CollectPage(Process owner, Device device, int page, bool toDevice)
    {
        Entry entry = owner.Entries[page];
        if ((toDevice ? WhyNotToDevice(entry) : WhyNotToSystem(entry, device)) is PageResult skipped)
        {
            return new Migrant(page, null) { Result = skipped };
        }

        if (entry.Frame is not Frame frame || frame.IsZero)
        {
            return new Migrant(page, null);
        }

        ReplaceByMigration(owner, page);
        return new Migrant(page, frame);
    }

    /// <summary>MIG-5.</summary>
    protected virtual PageResult? WhyNotToDevice(Entry entry) =>
        entry.Kind switch
        {
            EntryKind.Swap => PageResult.SkippedSwap,
            EntryKind.Device => PageResult.SkippedNotSelected,
            _ => null,
        };

    /// <summary>RET-3.</summary>
    protected virtual PageResult? WhyNotToSystem(Entry entry, Device device) =>
        entry.Kind switch
        {
            EntryKind.None => PageResult.SkippedEmpty,
            EntryKind.Present => PageResult.SkippedNotSelected,
            EntryKind.Swap => PageResult.SkippedSwap,
            _ => entry.Frame!.Device == device ? null : PageResult.SkippedNotSelected,
        };

    /// <summary>Ends a mapping, whose frame is not freed meanwhile.</summary>
    protected void ReplaceByMigration(Process owner, int page)
    {
        Entry old = owner.Entries[page];
        old.Frame!.Mappings--;
        old.Frame.Dirty |= old.Dirty;
        SetEntry(owner, page, new Entry(EntryKind.Migrating) { Frame = old.Frame, Writable = old.Writable });
        Flush(owner, page);
    }

    /// <summary>MIG-6.</summary>
    protected void UnmapOthers(Migrant migrant)
    {
        if (migrant.Source is not Frame frame)
        {
            return;
        }

        foreach ((Process owner, int page) in EntriesOf(frame).ToList())
        {
            if (owner.Entries[page].Kind != EntryKind.Migrating)
            {
                Window(owner, EventKind.Clear, new PageRange(page, 1), () => ReplaceByMigration(owner, page));
            }
        }
    }

    /// <summary>MIG-8: the device's own entries of the pages that are to move.</summary>
    protected virtual void Silence(Process owner, Device device, IEnumerable<Migrant> migrants)
    {
        if (owner.Mirrors[device.Number] is not Mirror mirror)
        {
            return;
        }

        foreach (Migrant migrant in migrants.Where(migrant => migrant.Moves))
        {
            DropEntry(mirror, migrant.Page);
        }
    }

    /// <summary>MIG-9, MIG-10, RET-4.</summary>
    protected void Copy(Migrant migrant, Device device, bool toDevice)
    {
        if (!migrant.Moves)
        {
            return;
        }

        bool hasMemory = toDevice ? device.Memory.HasFree : SystemMemory.HasFree;
        if (!hasMemory)
        {
            migrant.Result = PageResult.SkippedNoMemory;
        }
        else if (toDevice && migrant.Source is not null && device.Iovas is { HasFree: false })
        {
            migrant.Result = PageResult.SkippedNoDma;
        }
        else
        {
            migrant.Destination = toDevice ? TakeDeviceFrame(device, 0) : TakeFrame(0);
            CopyContent(migrant.Source ?? ZeroPage, migrant.Destination!);
        }
    }

    protected virtual void CopyContent(Frame source, Frame destination) => destination.Value = source.Value;

    /// <summary>MIG-11: pages that had no frame.</summary>
    protected void InsertHoles(Process owner, Device device, PageRange part, IEnumerable<Migrant> migrants)
    {
        List<Migrant> holes = [.. migrants.Where(migrant => migrant.Moves && migrant.Source is null)];
        if (holes.Count == 0)
        {
            return;
        }

        PageRange range = new(holes[0].Page, (int)(part.End - holes[0].Page));
        Window(owner, EventKind.Migrate, range, () => holes.ForEach(hole => InsertHole(owner, hole)), migrator: device);
    }

    protected virtual void InsertHole(Process owner, Migrant hole)
    {
        AddMapping(hole.Destination!);
        SetEntry(owner, hole.Page, EntryFor(owner, hole.Page, hole.Destination!, writable: true));
        Flush(owner, hole.Page);
        hole.Result = PageResult.Filled;
    }

    /// <summary>MIG-12: the destination becomes the page.</summary>
    protected void Commit(Migrant migrant, bool toDevice)
    {
        if (!migrant.Moves || migrant.Source is not Frame source)
        {
            return;
        }

        if (toDevice && source.Slot is not null)
        {
            migrant.Result = PageResult.SkippedSwapCache;
            return;
        }

        migrant.Destination!.Dirty = IsDirtyAfter(source, toDevice);
        migrant.Result = PageResult.Migrated;
    }

    /// <summary>DRT-3, DRT-4.</summary>
    protected virtual bool IsDirtyAfter(Frame source, bool toDevice) => source.Dirty || !toDevice;

    /// <summary>MIG-14, RET-5: the migration entries of a page are replaced, and what is not needed is given back.</summary>
    protected void Finish(Migrant migrant)
    {
        if (migrant.Source is Frame source)
        {
            Frame target = migrant.Moves ? migrant.Destination! : source;
            foreach ((Process owner, int page) in EntriesOf(source).ToList())
            {
                AddMapping(target);
                SetEntry(owner, page, EntryFor(owner, page, target, owner.Entries[page].Writable));
            }
        }

        if ((migrant.Moves ? migrant.Source : migrant.Destination) is Frame unused)
        {
            Release(unused);
        }
    }

    /// <summary>What leads to a frame, which may be a device's; it grants no more than the VMA.</summary>
    protected virtual Entry EntryFor(Process owner, int page, Frame frame, bool writable) =>
        new(frame.Device is null ? EntryKind.Present : EntryKind.Device)
        {
            Frame = frame,
            Writable = writable && owner.Allows(page, write: true),
        };
}
