using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <content>Loads and stores by the CPU, and the CPU fault: CPU.</content>
internal partial class Toy
{
    public override Result Load(int process, int page) => Access(process, page, write: false, 0);

    public override Result Store(int process, int page, ulong value) => Access(process, page, write: true, value);

    protected Result Access(int process, int page, bool write, ulong value)
    {
        if (Find(process) is not Process owner)
        {
            return Result.Error("ESRCH");
        }

        if (!IsPage(page))
        {
            return Result.Error("SIGSEGV");
        }

        while (true)
        {
            if (owner.Tlb[page] is Translation cached && (cached.Writable || !write))
            {
                return Move(owner, page, cached.Frame, write, value);
            }

            Entry entry = owner.Entries[page];
            if (entry.Kind == EntryKind.Present && IsAccessible(owner, page) && (entry.Writable || !write))
            {
                Translate(owner, page, write);
            }
            else if (Fault(owner, page, write) is string error)
            {
                return Result.Error(error);
            }
        }
    }

    /// <summary>CPU-2.</summary>
    protected void Translate(Process owner, int page, bool write)
    {
        Entry entry = owner.Entries[page];
        Entry used = entry with { Young = true, Dirty = entry.Dirty || write };
        SetEntry(owner, page, used);
        owner.Tlb[page] = new Translation(used.Frame!, used.Writable && used.Dirty);
    }

    /// <summary>CPU-3: lets an entry allow an access, or says why not.</summary>
    protected string? Fault(Process owner, int page, bool write)
    {
        if (!owner.Allows(page, write))
        {
            return "SIGSEGV";
        }

        Entry entry = owner.Entries[page];
        return entry.Kind switch
        {
            EntryKind.None => write ? FillWithZeros(owner, page) : MapZeroPage(owner, page),
            EntryKind.Present => write && !entry.Writable ? BreakSharing(owner, page, entry) : null,
            EntryKind.Swap => SwapIn(owner, page, entry.Slot!, write),
            EntryKind.Device => BringBack(owner, page, entry.Frame!),
            _ => throw new InvalidOperationException("A migration was left half done."),
        };
    }

    /// <summary>MAP-9.</summary>
    protected virtual string? MapZeroPage(Process owner, int page)
    {
        SetEntry(owner, page, Entry.Present(ZeroPage, writable: false));
        return null;
    }

    /// <summary>MAP-11.</summary>
    protected virtual string? FillWithZeros(Process owner, int page)
    {
        if (TakeFrame(0) is not Frame frame)
        {
            return "ENOMEM";
        }

        AddMapping(frame);
        SetEntry(owner, page, Entry.Present(frame, writable: true));
        return null;
    }

    /// <summary>CPU-5, CPU-6.</summary>
    protected virtual string? BreakSharing(Process owner, int page, Entry entry)
    {
        Frame old = entry.Frame!;
        if (!old.IsZero && old.Mappings == 1 && old.Slot is null)
        {
            SetEntry(owner, page, Entry.Present(old, writable: true));
            return null;
        }

        if (TakeFrame(old.Value) is not Frame copy)
        {
            return "ENOMEM";
        }

        Window(
            owner,
            EventKind.Clear,
            new PageRange(page, 1),
            () =>
            {
                AddMapping(copy);
                SetEntry(owner, page, Entry.Present(copy, writable: true));
                Flush(owner, page);
                DropMapping(old, entry.Dirty);
            }
        );
        return null;
    }

    /// <summary>CPU-8, RET-2: the driver brings a page of its device's memory back.</summary>
    protected virtual string? BringBack(Process owner, int page, Frame frame)
    {
        IReadOnlyList<PageResult> moved = MigratePart(owner, frame.Device!, new PageRange(page, 1), toDevice: false);
        return moved[0] == PageResult.SkippedNoMemory ? "ENOMEM" : null;
    }

    // Without rights a present entry is a protnone one.
    private static bool IsAccessible(Process owner, int page) => owner.Rights[page] is not Protection.None;

    private Result Move(Process owner, int page, Frame frame, bool write, ulong value)
    {
        if (!write)
        {
            return Result.Of(frame.Value);
        }

        frame.Value = value;
        Touch(owner, page);
        return Result.Ok;
    }
}
