using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>Processes with their tables, and the memory behind them.</content>
internal sealed partial class ConfigurationReader
{
    private Process ReadProcess(out FlatProcess flat)
    {
        int flags = Number();
        if (flags == 0)
        {
            flat = _absentFlat;
            return _absent;
        }

        int readers = Number();
        AddressSpace space = ReadRights();
        AddressSpace promised = ReadRights();
        Table<FlatPage> contents = ReadContents();
        if (_world.AllFiles > 0)
        {
            space = ReadBackings(space);
            promised = ReadBackings(promised);
            contents = ReadOwned(contents);
        }

        flat = new FlatProcess((flags & 4) != 0, promised, contents);
        Pte[] entries = new Pte[_world.Pages];
        Translation[] tlb = new Translation[_world.Pages];
        for (int page = 0; page < entries.Length; page++)
        {
            entries[page] = ReadEntry();
            tlb[page] = ReadTranslation();
        }

        Notifier notifier = new(Even + Number(), [], []);
        Mirror[] mirrors = new Mirror[_world.Devices];
        for (int device = 0; device < mirrors.Length; device++)
        {
            mirrors[device] = ReadMirror(device, notifier.Sequence);
        }

        return new Process(
            (flags & 2) != 0,
            space,
            Table<Pte>.From(entries),
            Table<Translation>.From(tlb),
            new MmapLock(readers, (flags & 8) != 0),
            notifier,
            Table<Mirror>.From(mirrors)
        );
    }

    private Table<FlatPage> ReadContents()
    {
        FlatPage[] contents = new FlatPage[_world.Pages];
        for (int page = 0; page < contents.Length; page++)
        {
            contents[page] = new FlatPage(Value(), Leaving: false);
            if (page % 7 == 6 || page == contents.Length - 1)
            {
                int leaving = Number();
                int free = (leaving & 128) == 0 ? 0 : Number();
                int lost = (free & 128) == 0 ? 0 : Number();
                for (int back = page; back >= 0 && back / 7 == page / 7; back--)
                {
                    contents[back] = contents[back] with
                    {
                        Leaving = (leaving >> (back % 7) & 1) != 0,
                        LazyFree = (free >> (back % 7) & 1) != 0,
                        Lost = (lost >> (back % 7) & 1) != 0,
                    };
                }
            }
        }

        return Table<FlatPage>.From(contents);
    }

    private AddressSpace ReadRights()
    {
        int bytes = (_world.Pages + 2) / 3;
        ulong key = 0;
        for (int index = 0; index < bytes; index++)
        {
            key = (key << 8) | _bytes[_position + index];
        }

        // Up to eight bytes are a key; more are read anew each time.
        bool flagged = bytes > 0 && (_bytes[_position] & 64) != 0;
        if (bytes <= 8 && !flagged && _spaces.TryGetValue(key, out AddressSpace? known))
        {
            _position += bytes;
            return known;
        }

        AddressSpace space = AddressSpace.Empty;
        for (int first = 0; first < _world.Pages; first += 3)
        {
            int packed = Number();
            for (int page = first; page < Math.Min(first + 3, _world.Pages); page++, packed >>= 2)
            {
                int right = packed & 3;
                space = right == 0 ? space : space.With(new PageRange(page, 1), (Protection)(right - 1));
            }
        }

        for (int page = 0; flagged && page < _world.Pages; page++)
        {
            VmaFlags flags = (VmaFlags)Number();
            space = space.TryFind(page, out Vma vma)
                ? space.With(vma with { Range = new PageRange(page, 1), Flags = flags })
                : space;
        }

        if (bytes <= 8 && !flagged)
        {
            _spaces.Add(key, space);
        }

        return space;
    }

    private Pte ReadEntry()
    {
        int flags = Number();
        PteKind kind = (PteKind)(flags & 7);
        Target target = kind switch
        {
            PteKind.None or PteKind.Poisoned => Target.Zero,
            PteKind.Swap => Target.System(Name(1)),
            PteKind.Present
            or PteKind.ProtNone
            or PteKind.DevicePrivate
            or PteKind.Migration
            or PteKind.DeviceExclusive => ReadTarget(),
        };
        return new Pte(kind, target, (flags & 8) != 0, (flags & 16) != 0, (flags & 32) != 0);
    }

    private Translation ReadTranslation()
    {
        int kind = Number();
        return kind == 0 ? Translation.None : new Translation(true, kind >= 2, ReadTarget(), kind == 3);
    }

    // The windows and device faults that are open, each with its process; their numbers are their places.
    private void ReadWindows(Process[] processes)
    {
        int count = Number();
        for (int id = 1; id <= count; id++)
        {
            int place = Number();
            Process process = processes[place / 2];
            Notifier notifier = process.Notifier;
            notifier =
                place % 2 == 0
                    ? notifier with
                    {
                        Windows = notifier.Windows.Add(ReadWindow(id)),
                    }
                    : notifier with
                    {
                        Faults = notifier.Faults.Add(ReadFault(id)),
                    };
            processes[place / 2] = process with { Notifier = notifier };
        }
    }

    private Window ReadWindow(int id)
    {
        PageRange range = new(Number(), Number());
        int kind = Number();
        Window window = new(id, range, (EventKind)(kind / 2), Number() - 1, Value());
        return kind % 2 == 0 ? window : window with { Spared = Value() };
    }

    private ActiveFault ReadFault(int id) => new(id, Number(), new PageRange(Number(), Number()), Number() != 0);

    private Mirror ReadMirror(int device, long sequence)
    {
        int flags = Number();
        if (flags == 0)
        {
            return _noMirror;
        }

        PageRange interval = new(Number(), Number());
        long own = Number() switch
        {
            2 => sequence,
            1 => sequence - 1,
            _ => (sequence & 1) == 0 ? sequence - 3 : sequence - 2,
        };
        MirrorEntry[] entries = new MirrorEntry[_world.Pages];
        Translation[] tlb = new Translation[_world.Pages];
        for (int page = 0; page < entries.Length; page++)
        {
            entries[page] = ReadMirrorEntry(device);
            tlb[page] = ReadTranslation();
        }

        return new Mirror(
            (MirrorStage)(flags >> 1 & 3),
            interval,
            Table<MirrorEntry>.From(entries),
            Table<Translation>.From(tlb),
            own,
            (flags & 8) != 0
        )
        {
            FailsNextUpdate = (flags & 16) != 0,
        };
    }

    private MirrorEntry ReadMirrorEntry(int device)
    {
        int flags = Number();
        MirrorEntryKind kind = (MirrorEntryKind)(flags & 3);
        int address = kind switch
        {
            MirrorEntryKind.None => 0,
            MirrorEntryKind.Device => Name(2 + (2 * device)),
            MirrorEntryKind.System => (flags & 16) != 0 ? Name(3 + (2 * device)) : ReadTarget().Frame,
        };
        return new MirrorEntry(kind, address, (flags & 4) != 0, (flags & 8) != 0, (flags & 32) != 0);
    }

    private void ReadStores()
    {
        Array.Clear(_read);
        while (ReadNamed(_read)) { }

        if (_world.AllFiles > 0)
        {
            ReadFiles();
            while (ReadNamed(_read)) { }
        }

        if (_world.Pins > 0)
        {
            ReadPins();
            while (ReadNamed(_read)) { }
        }

        if (Number() == 0)
        {
            return;
        }

        for (int store = 0; store < _met.Length; store++)
        {
            _met[store] = Number();
        }

        while (ReadNamed(_read)) { }
    }

    private bool ReadNamed(int[] read)
    {
        bool any = false;
        for (; read[0] < _met[0]; read[0]++, any = true)
        {
            _frames[read[0]] = ReadFrame(out _free[0][read[0]]);
        }

        for (; read[1] < _met[1]; read[1]++, any = true)
        {
            int flags = Number();
            _free[1][read[1]] = (flags & 1) == 0;
            _slots[read[1]] = new SwapSlot(Value(), Number(), (flags & 2) != 0 ? Name(0) : -1);
        }

        for (int device = 0; device < _world.Devices; device++)
        {
            int store = 2 + (2 * device);
            for (; read[store] < _met[store]; read[store]++, any = true)
            {
                _deviceFrames[device][read[store]] = ReadFrame(out _free[store][read[store]]);
            }

            for (store++; read[store] < _met[store]; read[store]++, any = true)
            {
                _free[store][read[store]] = Number() == 0;
                _iovas[device][read[store]] = new IoMapping(ReadTarget());
            }
        }

        return any;
    }

    private Frame ReadFrame(out bool free)
    {
        int flags = Number();
        free = (flags & 1) == 0;
        Frame frame = new(
            Value(),
            Number() - 1,
            Number() - 1,
            (flags & 2) != 0,
            (flags & 4) != 0,
            (flags & 8) != 0 ? Name(1) : -1
        )
        {
            LazyFree = (flags & 16) != 0,
        };
        return _world.AllFiles == 0 ? frame : frame with { File = ReadFileOf() };
    }
}
