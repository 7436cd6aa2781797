using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>Processes with their tables, and the memory behind them.</content>
internal sealed partial class ConfigurationWriter
{
    private void WriteProcess(Process process, FlatProcess flat)
    {
        // A process that is not there, neither here nor in flat memory, is one byte.
        if (!flat.Alive && process.Hash64 == _absentProcess && IsEmpty(flat))
        {
            _out.Number(0);
            return;
        }

        _out.Number(1 | (process.Alive ? 2 : 0) | (flat.Alive ? 4 : 0) | (process.Lock.Writer ? 8 : 0));
        _out.Number(process.Lock.Readers);
        WriteRights(process.Space);
        WriteRights(flat.Space);
        WriteContents(flat.Pages);
        if (_state.Files.Count > 0)
        {
            WriteBackings(process.Space);
            WriteBackings(flat.Space);
            WriteOwned(flat.Pages);
        }

        foreach (int page in _names.Pages)
        {
            WriteEntry(process.PageTable[page]);
            WriteTranslation(process.Tlb[page]);
        }

        _out.Number((int)(process.Notifier.Sequence & 1));
        for (int number = 0; number < process.Mirrors.Count; number++)
        {
            int device = _names.Devices[number];
            WriteMirror(process.Mirrors[device], device, process.Notifier.Sequence);
        }
    }

    private static bool IsEmpty(FlatProcess flat)
    {
        for (int page = 0; page < flat.Pages.Count; page++)
        {
            if (flat.Pages[page] != default)
            {
                return false;
            }
        }

        return flat.Space.Vmas.Count == 0;
    }

    // The pages' rights, three to a byte: 0 for a page in no VMA. The first byte says whether flags follow, page by page.
    private void WriteRights(AddressSpace space)
    {
        int pages = _state.World.Pages;
        Sequence<Vma> vmas = space.Vmas;
        bool flagged = vmas.Any(static vma => vma.Flags != VmaFlags.None);
        for (int first = 0; first < pages; first += 3)
        {
            int packed = 0;
            for (int page = Math.Min(first + 2, pages - 1); page >= first; page--)
            {
                packed <<= 2;
                foreach (Vma vma in vmas)
                {
                    packed |= vma.Range.Contains(_names.Pages[page]) ? (int)vma.Protection + 1 : 0;
                }
            }

            _out.Number(packed | (flagged && first == 0 ? 64 : 0));
        }

        foreach (int page in flagged ? _names.Pages : [])
        {
            _out.Number(space.TryFind(page, out Vma vma) ? (int)vma.Flags : 0);
        }
    }

    // The values, and of seven pages at a time which are leaving; if any may be dropped or are lost, which ones.
    private void WriteContents(Table<FlatPage> pages)
    {
        (int leaving, int free, int lost) = (0, 0, 0);
        for (int page = 0; page < pages.Count; page++)
        {
            FlatPage content = pages[_names.Pages[page]];
            _out.Value(content.Value);
            leaving |= content.Leaving ? 1 << (page % 7) : 0;
            free |= content.LazyFree ? 1 << (page % 7) : 0;
            lost |= content.Lost ? 1 << (page % 7) : 0;
            if (page % 7 == 6 || page == pages.Count - 1)
            {
                _out.Number(leaving | (free == 0 && lost == 0 ? 0 : 128));
                if (free != 0 || lost != 0)
                {
                    _out.Number(free | (lost == 0 ? 0 : 128));
                }

                if (lost != 0)
                {
                    _out.Number(lost);
                }

                (leaving, free, lost) = (0, 0, 0);
            }
        }
    }

    private void WriteTranslation(Translation translation)
    {
        _out.Number(
            translation.Valid
                ? translation.Exclusive
                    ? 3
                    : translation.Writable
                        ? 2
                        : 1
                : 0
        );
        if (translation.Valid)
        {
            WriteTarget(translation.Target);
        }
    }

    private void WriteMirror(Mirror mirror, int device, long sequence)
    {
        if (mirror.Stage == MirrorStage.None && mirror.Hash64 == _absentMirror)
        {
            _out.Number(0);
            return;
        }

        _out.Number(1 | ((int)mirror.Stage << 1) | (mirror.Locked ? 8 : 0) | (mirror.FailsNextUpdate ? 16 : 0));
        _out.Number(mirror.Interval.Start);
        _out.Number(mirror.Interval.Count);
        _out.Number(
            mirror.Sequence == sequence ? 2
            : mirror.Sequence == sequence - 1 ? 1
            : 0
        );
        foreach (int page in _names.Pages)
        {
            WriteEntry(mirror.Entries[page], device);
            WriteTranslation(mirror.Tlb[page]);
        }
    }

    private void WriteEntry(MirrorEntry entry, int device)
    {
        bool mapped = entry.Kind == MirrorEntryKind.System && _state.Devices[device].Dma == DmaKind.Iommu;
        int flags = (entry.Writable ? 4 : 0) | (entry.Dirty ? 8 : 0) | (mapped ? 16 : 0) | (entry.Exclusive ? 32 : 0);
        _out.Number((int)entry.Kind | flags);
        if (entry.Kind == MirrorEntryKind.Device)
        {
            WriteName(_deviceFrames[device], entry.Address);
        }
        else if (mapped)
        {
            WriteName(_iovas[device], entry.Address);
        }
        else if (entry.Kind == MirrorEntryKind.System)
        {
            WriteTarget(Target.System(entry.Address));
        }
    }

    // What is named, in the order of the names, until nothing new is named; then what is in use and named by nothing.
    private void WriteStores()
    {
        Array.Clear(_written);
        while (WriteNamed()) { }

        if (_state.Files.Count > 0)
        {
            WriteFiles();
            while (WriteNamed()) { }
        }

        if (_state.Pins.Count > 0)
        {
            WritePins();
            while (WriteNamed()) { }
        }

        int leaked = MeetLeaked(_frames, _state.Memory) + MeetLeaked(_slots, _state.Swap);
        for (int number = 0; number < _state.Devices.Count; number++)
        {
            Device device = _state.Devices[_names.Devices[number]];
            leaked += MeetLeaked(_deviceFrames[_names.Devices[number]], device.Memory);
            leaked += MeetLeaked(_iovas[_names.Devices[number]], device.Iovas);
        }

        _out.Number(leaked == 0 ? 0 : 1);
        if (leaked > 0)
        {
            _out.Number(_frames.Count);
            _out.Number(_slots.Count);
            for (int number = 0; number < _state.Devices.Count; number++)
            {
                _out.Number(_deviceFrames[_names.Devices[number]].Count);
                _out.Number(_iovas[_names.Devices[number]].Count);
            }

            while (WriteNamed()) { }
        }
    }

    private static int MeetLeaked<T>(FirstMet names, Pool<T> pool)
        where T : IEquatable<T>, IHash64
    {
        int before = names.Count;
        for (int old = 0; old < pool.Capacity; old++)
        {
            if (pool.IsUsed(old))
            {
                _ = names.Of(old);
            }
        }

        return names.Count - before;
    }

    private bool WriteNamed()
    {
        bool wrote = false;
        for (; _written[0] < _frames.Count; _written[0]++, wrote = true)
        {
            int old = _frames.Old(_written[0]);
            WriteFrame(_state.Memory[old], _state.Memory.IsUsed(old));
        }

        for (; _written[1] < _slots.Count; _written[1]++, wrote = true)
        {
            int old = _slots.Old(_written[1]);
            SwapSlot slot = _state.Swap[old];
            _out.Number((_state.Swap.IsUsed(old) ? 1 : 0) | (slot.Cached >= 0 ? 2 : 0));
            _out.Value(slot.Value);
            _out.Number(slot.References);
            if (slot.Cached >= 0)
            {
                WriteName(_frames, slot.Cached);
            }
        }

        for (int number = 0; number < _state.Devices.Count; number++)
        {
            int device = _names.Devices[number];
            Device owner = _state.Devices[device];
            int frames = 2 + (2 * number);
            int iovas = frames + 1;
            for (; _written[frames] < _deviceFrames[device].Count; _written[frames]++, wrote = true)
            {
                int old = _deviceFrames[device].Old(_written[frames]);
                WriteFrame(owner.Memory[old], owner.Memory.IsUsed(old));
            }

            for (; _written[iovas] < _iovas[device].Count; _written[iovas]++, wrote = true)
            {
                int old = _iovas[device].Old(_written[iovas]);
                _out.Number(owner.Iovas.IsUsed(old) ? 1 : 0);
                WriteTarget(owner.Iovas[old].Target);
            }
        }

        return wrote;
    }

    private void WriteFrame(Frame frame, bool used)
    {
        _out.Number(
            (used ? 1 : 0)
                | (frame.Dirty ? 2 : 0)
                | (frame.Locked ? 4 : 0)
                | (frame.Slot >= 0 ? 8 : 0)
                | (frame.LazyFree ? 16 : 0)
        );
        _out.Value(frame.Value);
        _out.Number(frame.References + 1);
        _out.Number(frame.Mappings + 1);
        if (frame.Slot >= 0)
        {
            WriteName(_slots, frame.Slot);
        }

        if (_state.Files.Count > 0)
        {
            WriteFileOf(frame);
        }
    }
}
