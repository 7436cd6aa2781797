using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <content>Mappings: MAP and FRK.</content>
internal partial class Toy
{
    public override Result Map(int process, PageRange range, Protection protection)
    {
        if (CheckRange(process, range, out Process owner) is string error)
        {
            return Result.Error(error);
        }

        if (owner.Rights.AsSpan(range.Start, range.Count).ContainsAnyExcept((Protection?)null))
        {
            return Result.Error("EEXIST");
        }

        SetRights(owner, range, protection);
        return Result.Ok;
    }

    public override Result Unmap(int process, PageRange range)
    {
        if (CheckRange(process, range, out Process owner) is string error)
        {
            return Result.Error(error);
        }

        if (owner.Rights.AsSpan(range.Start, range.Count).ContainsAnyExcept((Protection?)null))
        {
            SetRights(owner, range, null);
            Window(owner, EventKind.Unmap, range, () => ZapAll(owner, range));
        }

        return Result.Ok;
    }

    public override Result Protect(int process, PageRange range, Protection protection)
    {
        if (CheckRange(process, range, out Process owner) is string error)
        {
            return Result.Error(error);
        }

        int page = range.Start;
        while (page < range.End)
        {
            if (owner.Rights[page] is not Protection old)
            {
                return Result.Error(NotMappedForProtect);
            }

            PageRange part = owner.AreaFrom(page, range.End);
            if (old != protection)
            {
                ChangeRights(owner, part, protection);
            }

            page += part.Count;
        }

        return Result.Ok;
    }

    public override Result DontNeed(int process, PageRange range)
    {
        if (CheckRange(process, range, out Process owner) is string error)
        {
            return Result.Error(error);
        }

        bool hole = false;
        int page = range.Start;
        while (page < range.End)
        {
            PageRange part = owner.AreaFrom(page, range.End);
            hole |= owner.Rights[page] is null;
            if (owner.Rights[page] is not null)
            {
                Window(owner, EventKind.Clear, part, () => Discard(owner, part));
            }

            page += part.Count;
        }

        return hole ? Result.Error("ENOMEM") : Result.Ok;
    }

    public override Result Exit(int process)
    {
        if (Find(process) is not Process owner)
        {
            return Result.Error("ESRCH");
        }

        Window(
            owner,
            EventKind.Release,
            owner.AddressSpace,
            () =>
            {
                Array.Clear(owner.Mirrors);
                ZapAll(owner, owner.AddressSpace);
            }
        );
        Processes[process] = null;
        return Result.Ok;
    }

    public override Result Fork(int process, int child)
    {
        if (Find(process) is not Process parent)
        {
            return Result.Error("ESRCH");
        }

        if (child < 0 || child >= Processes.Length)
        {
            return Result.Error("EINVAL");
        }

        if (Processes[child] is not null)
        {
            return Result.Error("EEXIST");
        }

        Process born = new(child, World);
        int page = 0;
        while (page < World.Pages)
        {
            PageRange part = parent.AreaFrom(page, World.Pages);
            if (parent.Rights[page] is Protection rights)
            {
                SetRights(born, part, rights);
                Window(parent, EventKind.ProtectionPage, part, () => ShareAll(parent, born, part));
            }

            page += part.Count;
        }

        Processes[child] = born;
        return Result.Ok;
    }

    protected virtual string NotMappedForProtect => "ENOMEM";

    /// <summary>ERR-1, ERR-2: why a range of a process makes no sense.</summary>
    protected virtual string? CheckRange(int process, PageRange range, out Process owner)
    {
        Process? found = Find(process);
        owner = found!;
        return found is null ? "ESRCH"
            : !IsSound(range) ? "EINVAL"
            : null;
    }

    protected void SetRights(Process owner, PageRange range, Protection? rights)
    {
        for (int page = range.Start; page < range.End; page++)
        {
            owner.Rights[page] = rights;
            Touch(owner, page);
        }
    }

    /// <summary>MAP-6: new rights for a part of a VMA.</summary>
    protected virtual void ChangeRights(Process owner, PageRange part, Protection rights)
    {
        SetRights(owner, part, rights);
        Window(
            owner,
            EventKind.ProtectionVma,
            part,
            () =>
            {
                for (int page = part.Start; page < part.End; page++)
                {
                    ChangeEntry(owner, page, rights);
                    Flush(owner, page);
                }
            }
        );
    }

    /// <summary>MAP-8: the right to write goes, and does not come back by itself.</summary>
    protected virtual void ChangeEntry(Process owner, int page, Protection rights)
    {
        Entry entry = owner.Entries[page];
        SetEntry(owner, page, entry with { Writable = entry.Writable && rights == Protection.ReadWrite });
    }

    /// <summary>MAP-12.</summary>
    protected virtual void Discard(Process owner, PageRange part) => ZapAll(owner, part);

    protected void ZapAll(Process owner, PageRange range)
    {
        for (int page = range.Start; page < range.End; page++)
        {
            Zap(owner, page);
            Flush(owner, page);
        }
    }

    /// <summary>MAP-5: clears an entry and gives back what it led to.</summary>
    protected virtual void Zap(Process owner, int page)
    {
        Entry old = owner.Entries[page];
        SetEntry(owner, page, Entry.None);
        if (old.Frame is Frame frame)
        {
            DropMapping(frame, old.Dirty);
        }

        if (old.Slot is SwapSlot slot)
        {
            DropSlot(slot);
        }
    }

    protected void ShareAll(Process parent, Process child, PageRange part)
    {
        for (int page = part.Start; page < part.End; page++)
        {
            Share(parent, child, page);
            Flush(parent, page);
        }
    }

    /// <summary>FRK-2, FRK-3, FRK-4: an entry, read-only from now on, for both.</summary>
    protected virtual void Share(Process parent, Process child, int page)
    {
        Entry shared = parent.Entries[page] with { Writable = false };
        if (shared.Frame is Frame frame)
        {
            AddMapping(frame);
        }

        if (shared.Slot is SwapSlot slot)
        {
            slot.References++;
        }

        SetEntry(parent, page, shared);
        SetEntry(child, page, shared with { Young = false });
    }
}
