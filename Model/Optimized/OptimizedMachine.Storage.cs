using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>FIL: what is done to files themselves.</content>
public sealed partial class OptimizedMachine
{
    // FIL-18
    private Outcome WriteBackRange(int file, PageRange range)
    {
        Status status = CheckFileRange(file, range);
        if (status != Status.Ok || _files[file].IsMemory) // FIL-28
        {
            return Ended(status);
        }

        for (int index = range.Start; index < range.End; index++)
        {
            int number = _files[file].Cached[index];
            if (number != FrameTable.Zero && _frames[number].Dirty)
            {
                CleanMappings(number);
                WriteToStorage(number);
            }
        }

        return Ended(status);
    }

    /// <summary>Makes every entry of a frame read-only and clean, each under a window of its own.</summary>
    private void CleanMappings(int number)
    {
        foreach (Mapper mapper in _frames.MappersOf(number))
        {
            MemoryDescriptor owner = _processes[mapper.Process];
            PackedPte entry = owner.Table.Peek(mapper.Page).Entry;
            if (entry.IsWritable || entry.IsDirty)
            {
                Window window = OpenWindow(owner, new PageRange(mapper.Page, 1), EventKind.ProtectionPage);
                owner.Table.At(mapper.Page).Entry = entry.WithoutWrite().WithoutDirty();
                FlushTlb(owner, mapper.Page);
                CloseWindow(window);
            }
        }
    }

    // FIL-20
    private Outcome DropCachedRange(int file, PageRange range)
    {
        Status status = CheckFileRange(file, range);
        if (status != Status.Ok || _files[file].IsMemory) // FIL-28
        {
            return Ended(status);
        }

        for (int index = range.Start; index < range.End; index++)
        {
            int number = _files[file].Cached[index];
            if (number != FrameTable.Zero && _frames[number].References == 1)
            {
                WriteToStorage(number);
                RemoveFromCache(number);
            }
        }

        return Ended(status);
    }

    // FIL-21
    private Outcome TruncateFile(int file, int length)
    {
        if ((uint)file >= (uint)_files.Length)
        {
            return Outcome.Fail(Status.EBADF);
        }

        if (length < 0 || length > _files[file].Capacity)
        {
            return Outcome.Fail(length < 0 ? Status.EINVAL : Status.EFBIG); // FIL-19
        }

        int old = _files[file].Length;
        _files[file].Length = length;
        if (length < old)
        {
            PageRange cut = PageRange.Between(length, old);
            foreach (MemoryDescriptor descriptor in _processes)
            {
                foreach (VirtualArea area in descriptor.Areas.Areas)
                {
                    CutOff(descriptor, area, file, cut);
                }
            }

            ZeroPages(file, cut);
        }

        return Outcome.Ok;
    }

    /// <summary>Empties the entries of an area behind which pages were cut off a file.</summary>
    private void CutOff(MemoryDescriptor descriptor, VirtualArea area, int file, PageRange cut)
    {
        for (int page = area.Start; page < area.End; page++)
        {
            if (IsToBeCut(area, page) && !descriptor.Table.Peek(page).Entry.IsEmpty)
            {
                ClearRange(descriptor, new PageRange(page, 1), EventKind.Clear);
            }
        }

        bool IsToBeCut(VirtualArea of, int page) =>
            of.Backing.IsFile && of.Backing.File == file && cut.Contains(of.Backing.At(page).Index);
    }

    // FIL-22
    private Outcome PunchFile(int file, PageRange range)
    {
        Status status = CheckFileRange(file, range);
        if (status == Status.Ok)
        {
            ZeroPages(file, range);
        }

        return Ended(status);
    }

    private void ZeroPages(int file, PageRange range)
    {
        for (int index = range.Start; index < range.End; index++)
        {
            int number = _files[file].Cached[index];
            if (number != FrameTable.Zero)
            {
                EmptyMappings(number);
                RemoveFromCache(number);
            }

            _files[file].Stored[index] = 0;
            if (_files[file].SlotOf(index) >= 0)
            {
                GiveBackSlot(ref _files[file].Slots[index]); // FIL-29
            }
        }
    }

    /// <summary>Empties every entry of a frame of the page cache, each under a window of its own.</summary>
    private void EmptyMappings(int number)
    {
        ref PageFrame frame = ref _frames[number];
        foreach (Mapper mapper in _frames.MappersOf(number))
        {
            MemoryDescriptor owner = _processes[mapper.Process];
            Window window = OpenWindow(owner, new PageRange(mapper.Page, 1), EventKind.Clear);
            ref PackedPte entry = ref owner.Table.At(mapper.Page).Entry;
            PassDirty(entry);
            entry = default;
            FlushTlb(owner, mapper.Page);
            frame.Mappings--;
            frame.References--;
            CloseWindow(window);
        }

        _frames.Mappers.Clear(ref frame);
    }

    // FIL-19
    private Status CheckFileRange(int file, PageRange range)
    {
        if ((uint)file >= (uint)_files.Length)
        {
            return Status.EBADF;
        }

        int capacity = _files[file].Capacity;
        bool isWithin =
            range.Start >= 0 && range.Count > 0 && range.Count <= capacity && range.Start <= capacity - range.Count;
        return isWithin ? Status.Ok : Status.EINVAL;
    }
}
