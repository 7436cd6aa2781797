using System.Buffers;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A process as bytes and back.</summary>
internal static class ProcessEncoding
{
    // Added to the kind of a window that does not tell every mirror that it concerns.
    private const int SparesSome = 32;

    public static void Write(ArrayBufferWriter<byte> output, Process process)
    {
        Varint.Write(output, process.Alive);
        Varint.Write(output, process.Space.Vmas.Count);
        foreach (Vma vma in process.Space.Vmas)
        {
            Write(output, vma);
        }

        for (int page = 0; page < process.PageTable.Count; page++)
        {
            Pte pte = process.PageTable[page];
            int flags = (pte.Writable ? 1 : 0) | (pte.Dirty ? 2 : 0) | (pte.Young ? 4 : 0);
            Varint.Write(output, ((int)pte.Kind << 3) | flags);
            Varint.Write(output, pte.Target);
            Write(output, process.Tlb[page]);
        }

        Varint.Write(output, process.Lock.Readers);
        Varint.Write(output, process.Lock.Writer);
        Varint.Write(output, process.Notifier.Sequence);
        Varint.Write(output, process.Notifier.Windows.Count);
        foreach (Window window in process.Notifier.Windows)
        {
            Varint.Write(output, window.Id);
            Write(output, window.Range);
            Varint.Write(output, (int)window.Kind + (window.Spared == 0 ? 0 : SparesSome));
            Varint.Write(output, window.Owner);
            Varint.Write(output, window.Pending);
            if (window.Spared != 0)
            {
                Varint.Write(output, window.Spared);
            }
        }

        Varint.Write(output, process.Notifier.Faults.Count);
        foreach (ActiveFault fault in process.Notifier.Faults)
        {
            Varint.Write(output, fault.Id);
            Varint.Write(output, fault.Device);
            Write(output, fault.Range);
            Varint.Write(output, fault.BackedOff);
        }

        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            Write(output, process.Mirrors[device]);
        }
    }

    public static Process Read(ref ReadOnlySpan<byte> input, World world)
    {
        bool alive = Varint.ReadBoolean(ref input);
        AddressSpace space = AddressSpace.Empty;
        for (int left = Varint.ReadInt(ref input); left > 0; left--)
        {
            space = space.With(ReadVma(ref input));
        }

        Table<Pte> table = Table<Pte>.Of(world.Pages, Pte.None);
        Table<Translation> tlb = Table<Translation>.Of(world.Pages, Translation.None);
        for (int page = 0; page < world.Pages; page++)
        {
            int kind = Varint.ReadInt(ref input);
            Target target = Varint.ReadTarget(ref input);
            Pte pte = new((PteKind)(kind >> 3), target, (kind & 1) != 0, (kind & 2) != 0, (kind & 4) != 0);
            table = table.Set(page, pte);
            tlb = tlb.Set(page, ReadTranslation(ref input));
        }

        MmapLock held = new(Varint.ReadInt(ref input), Varint.ReadBoolean(ref input));
        long sequence = Varint.ReadLong(ref input);
        Sequence<Window> windows = [];
        for (int left = Varint.ReadInt(ref input); left > 0; left--)
        {
            windows = windows.Add(ReadWindow(ref input));
        }

        Sequence<ActiveFault> faults = [];
        for (int left = Varint.ReadInt(ref input); left > 0; left--)
        {
            faults = faults.Add(ReadFault(ref input));
        }

        Table<Mirror> mirrors = Table<Mirror>.Of(world.Devices, Mirror.Absent(world.Pages));
        for (int device = 0; device < world.Devices; device++)
        {
            mirrors = mirrors.Set(device, ReadMirror(ref input, world));
        }

        return new Process(alive, space, table, tlb, held, new Notifier(sequence, windows, faults), mirrors);
    }

    private static void Write(ArrayBufferWriter<byte> output, Vma vma)
    {
        Write(output, vma.Range);
        Varint.Write(output, (int)vma.Protection | ((int)vma.Flags << 2) | ((int)vma.Backing.Kind << 5));
        if (vma.Backing.IsFile)
        {
            Varint.Write(output, vma.Backing.File);
            Varint.Write(output, vma.Backing.Shift);
        }
    }

    private static Vma ReadVma(ref ReadOnlySpan<byte> input)
    {
        PageRange range = ReadRange(ref input);
        int kinds = Varint.ReadInt(ref input);
        BackingKind kind = (BackingKind)(kinds >> 5);
        Backing backing =
            kind == BackingKind.Anonymous
                ? Backing.Anonymous
                : new Backing(kind, Varint.ReadInt(ref input), Varint.ReadInt(ref input));
        return new Vma(range, (Protection)(kinds & 3), backing) { Flags = (VmaFlags)((kinds >> 2) & 7) };
    }

    private static void Write(ArrayBufferWriter<byte> output, Mirror mirror)
    {
        Varint.Write(output, (int)mirror.Stage);
        Write(output, mirror.Interval);
        Varint.Write(output, mirror.Sequence);
        Varint.Write(output, (mirror.Locked ? 1 : 0) | (mirror.FailsNextUpdate ? 2 : 0));
        for (int page = 0; page < mirror.Entries.Count; page++)
        {
            MirrorEntry entry = mirror.Entries[page];
            int flags = (entry.Writable ? 1 : 0) | (entry.Dirty ? 2 : 0) | (entry.Exclusive ? 16 : 0);
            Varint.Write(output, ((int)entry.Kind << 2) | flags);
            Varint.Write(output, entry.Address);
            Write(output, mirror.Tlb[page]);
        }
    }

    private static Mirror ReadMirror(ref ReadOnlySpan<byte> input, World world)
    {
        Mirror mirror = Mirror.Absent(world.Pages) with
        {
            Stage = (MirrorStage)Varint.ReadInt(ref input),
            Interval = ReadRange(ref input),
            Sequence = Varint.ReadLong(ref input),
        };
        int marks = Varint.ReadInt(ref input);
        Table<MirrorEntry> entries = mirror.Entries;
        Table<Translation> tlb = mirror.Tlb;
        for (int page = 0; page < world.Pages; page++)
        {
            int kind = Varint.ReadInt(ref input);
            MirrorEntryKind leads = (MirrorEntryKind)(kind >> 2 & 3);
            entries = entries.Set(
                page,
                new MirrorEntry(leads, Varint.ReadInt(ref input), (kind & 1) != 0, (kind & 2) != 0, (kind & 16) != 0)
            );
            tlb = tlb.Set(page, ReadTranslation(ref input));
        }

        return mirror with
        {
            Locked = (marks & 1) != 0,
            FailsNextUpdate = (marks & 2) != 0,
            Entries = entries,
            Tlb = tlb,
        };
    }

    private static void Write(ArrayBufferWriter<byte> output, Translation translation)
    {
        Varint.Write(
            output,
            (translation.Valid ? 1 : 0) | (translation.Writable ? 2 : 0) | (translation.Exclusive ? 4 : 0)
        );
        Varint.Write(output, translation.Target);
    }

    private static Translation ReadTranslation(ref ReadOnlySpan<byte> input)
    {
        int flags = Varint.ReadInt(ref input);
        return new Translation((flags & 1) != 0, (flags & 2) != 0, Varint.ReadTarget(ref input), (flags & 4) != 0);
    }

    private static Window ReadWindow(ref ReadOnlySpan<byte> input)
    {
        int id = Varint.ReadInt(ref input);
        PageRange range = ReadRange(ref input);
        int kind = Varint.ReadInt(ref input);
        bool spares = kind >= SparesSome;
        int owner = Varint.ReadInt(ref input);
        ulong pending = Varint.Read(ref input);
        return new Window(id, range, (EventKind)(spares ? kind - SparesSome : kind), owner, pending)
        {
            Spared = spares ? Varint.Read(ref input) : 0,
        };
    }

    private static ActiveFault ReadFault(ref ReadOnlySpan<byte> input) =>
        new(Varint.ReadInt(ref input), Varint.ReadInt(ref input), ReadRange(ref input), Varint.ReadBoolean(ref input));

    private static void Write(ArrayBufferWriter<byte> output, PageRange range)
    {
        Varint.Write(output, range.Start);
        Varint.Write(output, range.Count);
    }

    private static PageRange ReadRange(ref ReadOnlySpan<byte> input) =>
        new(Varint.ReadInt(ref input), Varint.ReadInt(ref input));
}
