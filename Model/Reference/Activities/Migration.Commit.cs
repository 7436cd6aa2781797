using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>Copy, commit and finalize.</content>
public sealed partial record Migration
{
    private static readonly ClauseSet CopyingToDevice = ClauseSet.Of("MIG-9", "DRT-3");
    private static readonly ClauseSet CopyingToSystem = ClauseSet.Of("RET-4", "DRT-4");
    private static readonly ClauseSet CopyingFreed = ClauseSet.Of("ADV-5");
    private static readonly ClauseSet NoDeviceMemory = ClauseSet.Of("MIG-9");
    private static readonly ClauseSet NoSystemMemory = ClauseSet.Of("RET-4");
    private static readonly ClauseSet NoDma = ClauseSet.Of("MIG-10");
    private static readonly ClauseSet DriverSkips = ClauseSet.Of("MIG-13");
    private static readonly ClauseSet Inserting = ClauseSet.Of("MIG-11");
    private static readonly ClauseSet Committing = ClauseSet.Of("MIG-12");
    private static readonly ClauseSet FinalizingOnDevice = ClauseSet.Of("MIG-14", "MIG-15", "MIG-16");
    private static readonly ClauseSet FinalizingAndEntering = ClauseSet.Of("MIG-14", "MIG-16");
    private static readonly ClauseSet FinalizingInSystem = ClauseSet.Of("MIG-14", "RET-5", "MIG-16");
    private static readonly ClauseSet FinalizingWritable = ClauseSet.Of("MIG-14", "RET-5", "RET-9", "MIG-16");
    private static readonly ClauseSet EndingEmpty = ClauseSet.Of("MIG-16");
    private static readonly ClauseSet LeavingPageCache = ClauseSet.Of("FIL-13");

    [Step("allocate and copy")]
    [Clause("MIG-9")]
    [Clause("MIG-10")]
    [Clause("MIG-13")]
    [Clause("RET-4")]
    [Clause("DRT-3")]
    [Clause("DRT-4")]
    [Clause("ADV-5")]
    private Successors Copy(State state)
    {
        int index = NextActive(Cursor);
        if (index == Items.Count)
        {
            return Prepare(state);
        }

        Successor canonical = CopyItem(state, index);
        // Who has to bring a page back has no choice.
        return Caller is CpuFault or RemovalActivity
            ? canonical
            : Successors.Choose(canonical, () => [LeftByDriver(state, index)]);
    }

    private Successor CopyItem(State state, int index, [CallerMemberName] string step = "")
    {
        MigrationItem item = Items[index];
        Device device = state.Devices[Device];
        int free =
            !ToDevice ? FrameRules.NextFree(state)
            : device.Leaving ? -1
            : device.Memory.NextFree();
        if (free < 0)
        {
            return After(
                state,
                index,
                item.GiveUp(PageResult.SkippedNoMemory),
                ToDevice ? NoDeviceMemory : NoSystemMemory,
                step
            );
        }

        if (ToDevice && item.HasSource && device.Dma == DmaKind.Iommu && device.Iovas.NextFree() < 0)
        {
            return After(state, index, item.GiveUp(PageResult.SkippedNoDma), NoDma, step);
        }

        Frame source = item.HasSource ? state.FrameAt(item.Source) : Frame.New(0);
        bool returns = !ToDevice && (state.Profile.DeviceStoresCancelFree || !source.LazyFree);
        Frame copy = Frame.New(source.Value) with
        {
            Locked = true,
            Dirty = source.Dirty || returns || (IsAlone(state) && source.Slot >= 0),
            LazyFree = source.LazyFree,
        };
        State copied = ToDevice
            ? FrameRules.TakeOnDevice(state, Device, free, copy)
            : FrameRules.Take(state, free, copy);
        MigrationItem moved = item with
        {
            Destination = ToDevice ? Target.OnDevice(Device, free) : Target.System(free),
        };
        ClauseSet clauses = ToDevice ? CopyingToDevice : CopyingToSystem;
        return After(copied, index, moved, source.LazyFree ? clauses | CopyingFreed : clauses, step);
    }

    private Successor LeftByDriver(State state, int index, [CallerMemberName] string step = "") =>
        After(state, index, Items[index].GiveUp(PageResult.SkippedByDriver), DriverSkips, step) with
        {
            Choice = new Choice(ChoiceKind.SkipPage, Items[index].Page),
        };

    private Successor After(
        State state,
        int index,
        MigrationItem item,
        ClauseSet clauses,
        [CallerMemberName] string step = ""
    ) => To(state, this with { Items = Items.Set(index, item), Cursor = index + 1 }, clauses, step: step);

    [Step("commit: invalidate range start")]
    [Clause("MIG-11")]
    private Successors Prepare(State state)
    {
        for (int index = NextActive(0); index < Items.Count; index = NextActive(index + 1))
        {
            if (!Items[index].HasSource)
            {
                PageRange range = PageRange.Between(Items[index].Page, Part.End);
                Activity resume = this with { Label = Step.Insert, Cursor = index };
                return Windows.Open(state, resume, Process, range, EventKind.Migrate, Device, Inserting);
            }
        }

        return Commit(state);
    }

    [Step("commit: insert page")]
    [Clause("MIG-11")]
    private Successor Insert(State state)
    {
        int index = NextActive(Cursor);
        while (index < Items.Count && Items[index].HasSource)
        {
            index = NextActive(index + 1);
        }

        if (index == Items.Count)
        {
            return Inserted(state);
        }

        MigrationItem item = Items[index];
        Process process = state.Processes[Process];
        Pte pte = process.PageTable[item.Page];
        if (pte.Kind != PteKind.None && !(pte.IsMapped && pte.Target.IsZero))
        {
            return After(state, index, item.GiveUp(PageResult.SkippedLost), Inserting);
        }

        Pte inserted = Pte.DevicePrivate(item.Destination, process.Space.IsWritable(item.Page));
        State mapped = FrameRules.AddMapping(
            TableRules.ReplaceAndFlush(state, Process, item.Page, inserted),
            item.Destination
        );
        return After(mapped, index, item with { Result = PageResult.Filled }, Inserting);
    }

    [Step("commit: invalidate range end")]
    [Clause("MIG-11")]
    [Clause("NTF-3")]
    private Successor Inserted(State state) =>
        To(
            Windows.Close(state, Process, Reply.Window, out Event closed),
            this with
            {
                Label = Step.Commit,
                Cursor = 0,
                Reply = default,
            },
            Windows.Closing(state),
            FlatEffect.None,
            [closed]
        );

    [Step("commit")]
    [Clause("MIG-12")]
    [Clause("DRT-3")]
    [Clause("FIL-13")]
    private Successor Commit(State state)
    {
        Sequence<MigrationItem> committed = Sequence.Generate(Items.Count, index => Committed(state, Items[index]));

        // The original may have become dirty since it was copied, when its slot of swap was given up.
        State passed = state;
        foreach (MigrationItem item in committed)
        {
            passed =
                item.Result == PageResult.Migrated
                    ? FrameRules.PassDirty(passed, item.Destination, passed.FrameAt(item.Source).Dirty)
                    : passed;
        }

        bool keepsFile = committed.Any(static item => item.Result == PageResult.SkippedPageCache);
        ClauseSet clauses = keepsFile ? Committing | LeavingPageCache : Committing;
        return To(passed, this with { Label = Step.Finalize, Items = committed, Cursor = 0 }, clauses);
    }

    private MigrationItem Committed(State state, MigrationItem item)
    {
        if (!item.IsActive || !item.HasSource)
        {
            return item;
        }

        Frame source = state.FrameAt(item.Source);
        return ToDevice && source.Slot >= 0 && !IsAlone(state) ? item.GiveUp(PageResult.SkippedSwapCache)
            : ToDevice && source.File is not null ? item.GiveUp(PageResult.SkippedPageCache)
            : HasOtherReference(state, source) ? item.GiveUp(PageResult.SkippedReferenced)
            : item with { Result = PageResult.Migrated };
    }

    /// <summary>One migration entry of the page at the cursor, and, with the last one, what the migration holds of it.</summary>
    [Step("finalize")]
    [Clause("MIG-7")]
    [Clause("MIG-14")]
    [Clause("RET-5")]
    [Clause("MIG-15")]
    [Clause("MIG-20")]
    [Clause("MIG-27")]
    [Clause("RET-9")]
    private Successors Finalize(State state)
    {
        int index = Cursor;
        while (index < Items.Count && !Items[index].HasSource && !Items[index].HasDestination)
        {
            index++;
        }

        if (index == Items.Count)
        {
            return Finish(state, EndingEmpty);
        }

        MigrationItem item = Items[index];
        Target target = item.IsActive ? item.Destination : item.Source;
        ClauseSet clauses =
            !target.IsSystem ? (state.Profile.MigrationEntersMirror ? FinalizingAndEntering : FinalizingOnDevice)
            : MapsWritable(state, target, item) ? FinalizingWritable
            : FinalizingInSystem;
        PageAddress[] entries = [.. ReverseMap.MigrationEntries(state, item.Source)];
        if (entries.Length > 1)
        {
            Migration here = this with { Cursor = index };
            return ReverseMap.AnyOf(
                state,
                entries,
                (entry, choice) => here.Restore(state, entry, item, clauses, choice)
            );
        }

        State restored = entries.Length == 0 ? state : Restored(state, entries[0], item);
        if (MayEnter(restored, item))
        {
            if (restored.Processes[Process].Mirrors[Device].Locked)
            {
                return Blocked.DriverLock;
            }

            State entered = Entered(restored, item);
            clauses = ReferenceEquals(entered, restored) ? clauses : clauses | Entering;
            restored = entered;
        }

        State given = GiveBack(GiveBack(restored, item.Destination), item.Source);
        bool restoring = Label == Step.Restore;
        Migration next = this with
        {
            Label = restoring ? Step.Unmap : Step.Finalize,
            Cursor = index + 1,
            Items = Items.Set(index, MigrationItem.Skipped(item.Page, item.Result)),
        };
        return !restoring && index + 1 == Items.Count ? next.Finish(given, clauses) : To(given, next, clauses);
    }

    private Successor Restore(State state, PageAddress entry, MigrationItem item, ClauseSet clauses, Choice choice) =>
        To(
            Restored(state, entry, item),
            this,
            choice == Choice.Canonical ? clauses : clauses | Reordered,
            choice: choice,
            step: nameof(Finalize)
        );

    [Clause("RET-9")]
    private bool MapsWritable(State state, Target target, MigrationItem item) =>
        state.Profile.ReturnedPagesAreWritable && !ToDevice && item.IsActive && target.IsSystem;

    private State Restored(State state, PageAddress entry, MigrationItem item)
    {
        (int process, int page) = entry;
        Target target = item.IsActive ? item.Destination : item.Source;
        bool comesBack = MapsWritable(state, target, item);
        bool writable = comesBack || state.Processes[process].PageTable[page].Writable;
        Pte pte = target.IsSystem
            ? Mapped(TableRules.Mapping(state, process, page, target, writable), comesBack)
            : Pte.DevicePrivate(target, writable && state.Processes[process].Space.IsWritable(page));
        return FrameRules.AddMapping(state.WithPte(process, page, pte), target);
    }

    private static Pte Mapped(Pte mapping, bool comesBack) => mapping with { Dirty = comesBack && mapping.Writable };

    private static State GiveBack(State state, Target target) =>
        target.IsZero
            ? state
            : FrameRules.DropReference(state.WithFrame(target, state.FrameAt(target) with { Locked = false }), target);
}
