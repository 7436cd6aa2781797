using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <content>FIL: mappings of files and the page cache.</content>
public sealed partial class OptimizedMachine
{
    private readonly CachedFile[] _files;

    // FIL-3, FIL-4
    private Outcome MapFileRange(MapFile map)
    {
        if (!IsAlive(map.Process, out MemoryDescriptor? descriptor))
        {
            return Outcome.Fail(Status.ESRCH);
        }

        if ((uint)map.File >= (uint)_files.Length)
        {
            return Outcome.Fail(Status.EBADF);
        }

        if (!IsWithinSpace(map.Range) || map.Offset < 0)
        {
            return Outcome.Fail(Status.EINVAL);
        }

        if (map.Offset > int.MaxValue - map.Range.Count)
        {
            return Outcome.Fail(Status.EOVERFLOW);
        }

        if (descriptor.Areas.Overlaps(map.Range))
        {
            return Outcome.Fail(Status.EEXIST);
        }

        bool isShared = map.Sharing == Sharing.Shared;
        Backing backing = Backing.OfFile(isShared, map.File, map.Range.Start, map.Offset);
        descriptor.Areas.Set(map.Range, map.Protection, backing);
        _journal.Touch(map.Process, map.Range);
        return Outcome.Ok;
    }

    /// <summary>The CPU fault on an empty entry with a page of a file behind it.</summary>
    private Status FaultFile(MemoryDescriptor descriptor, int page, Backing backing, bool write)
    {
        CachedFile file = _files[backing.File];
        int index = backing.At(page).Index;
        if (!file.Has(index))
        {
            return Status.SIGBUS; // FIL-8
        }

        return write && !backing.IsShared
            ? FillWithCopy(descriptor, page, backing.File, index)
            : MapCached(descriptor, page, backing.File, index, write);
    }

    // FIL-5, FIL-7
    private Status MapCached(MemoryDescriptor descriptor, int page, int file, int index, bool write)
    {
        int number = FindOrRead(file, index);
        if (number == FrameTable.Zero)
        {
            return Status.ENOMEM; // FIL-9
        }

        ref PageFrame frame = ref _frames[number];
        frame.References++;
        frame.Dirty |= write;
        bool isWritable = write || (descriptor.Areas.TryFind(page, out VirtualArea area) && GainsWrite(area));
        PackedPte entry = PackedPte.Present(number, isWritable);
        MapFrame(descriptor, page, write ? entry.WithYoungAndDirty() : entry.WithYoung());
        return Status.Ok;
    }

    // FIL-6
    private Status FillWithCopy(MemoryDescriptor descriptor, int page, int file, int index)
    {
        int copy = _frames.Take(_frames.SystemMemory, 0);
        int number = copy == FrameTable.Zero ? FrameTable.Zero : FindOrRead(file, index);
        if (number == FrameTable.Zero)
        {
            if (copy != FrameTable.Zero)
            {
                PutFrame(copy);
            }

            return Status.ENOMEM; // FIL-9
        }

        _frames[copy].Value = _frames[number].Value;
        MapFrame(descriptor, page, PackedPte.Present(copy, writable: true).WithYoungAndDirty());
        return Status.Ok;
    }

    /// <summary>The frame of a page of a file, read from storage if it is not cached; the zero frame if there is none free.</summary>
    private int FindOrRead(int file, int index)
    {
        ref int cached = ref _files[file].Cached[index];
        if (cached == FrameTable.Zero)
        {
            cached = _frames.Take(_frames.SystemMemory, _files[file].Stored[index]);
            if (cached != FrameTable.Zero)
            {
                _frames[cached].File = file;
                _frames[cached].Index = index;
                if (_files[file].SlotOf(index) >= 0)
                {
                    ReadFromSwap(cached);
                }
            }
        }

        return cached;
    }

    // FIL-7
    private Status MakeWritableInPlace(MemoryDescriptor descriptor, int page, PackedPte entry)
    {
        descriptor.Table.At(page).Entry = entry.WithWrite().WithYoungAndDirty();
        _frames[entry.Frame].Dirty = true;
        _journal.Touch(descriptor.Number, page);
        return Status.Ok;
    }

    /// <summary>Whether an entry leads to a frame of the page cache.</summary>
    private bool IsOfPageCache(PackedPte entry) => entry.IsMapped && _frames[entry.Frame].File >= 0;

    // FIL-16
    private Outcome ReclaimFilePage(int number)
    {
        ref PageFrame frame = ref _frames[number];
        frame.References++;
        EmptyMappings(number);
        bool leaves = frame.References == 2; // The page cache's and the one taken above.
        if (_files[frame.File].IsMemory)
        {
            leaves = leaves && TryWriteToSwap(number); // FIL-27
        }
        else
        {
            WriteToStorage(number);
        }

        if (leaves)
        {
            RemoveFromCache(number);
        }

        PutFrame(number);
        return Delivered(leaves ? 1UL : 0UL);
    }

    private void WriteToStorage(int number)
    {
        ref PageFrame frame = ref _frames[number];
        if (frame.Dirty)
        {
            _files[frame.File].Stored[frame.Index] = frame.Value;
            frame.Dirty = false;
        }
    }

    private void RemoveFromCache(int number)
    {
        ref PageFrame frame = ref _frames[number];
        _files[frame.File].Cached[frame.Index] = FrameTable.Zero;
        frame.File = -1;
        PutFrame(number);
    }

    /// <summary>What a page without an entry reads as: the file behind it, or zeros.</summary>
    private ulong ContentOfEmpty(Backing backing, int page)
    {
        int index = backing.At(page).Index;
        if (!backing.IsFile || (uint)index >= (uint)_files[backing.File].Capacity)
        {
            return 0;
        }

        CachedFile file = _files[backing.File];
        return file.Cached[index] != FrameTable.Zero ? _frames[file.Cached[index]].Value
            : file.SlotOf(index) >= 0 ? _swap[file.SlotOf(index)].Value
            : file.Stored[index];
    }

    private Data.Table<FileObject> ObserveFiles() =>
        Data.Table<FileObject>.Create(
            _files.Length,
            number => new FileObject(
                _files[number].Length,
                Data.Table<FilePage>.Create(_files[number].Capacity, index => ObserveFilePage(_files[number], index))
            )
        );

    private FilePage ObserveFilePage(CachedFile file, int index) =>
        new(
            file.Stored[index],
            TargetOf(file.Cached[index]).Frame, // -1 of the frame of zeros: it is not cached
            file.SlotOf(index)
        );
}
