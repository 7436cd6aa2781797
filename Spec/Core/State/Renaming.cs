using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>New numbers for the frames, slots and IOVAs of a state, in the order in which a fixed walk meets them.</summary>
internal sealed class Renaming
{
    private readonly State _state;
    private readonly Numbering[] _deviceFrames;
    private readonly Numbering[] _iovas;

    /// <summary>The renaming of a state: first its page tables, then its mirrors and TLBs, then its files and pins, then what none names.</summary>
    public Renaming(State state)
    {
        _state = state;
        Frames = new Numbering(state.Memory.Capacity);
        Slots = new Numbering(state.Swap.Capacity);
        int devices = state.Devices.Count;
        _deviceFrames = [.. Enumerable.Range(0, devices).Select(d => new Numbering(state.Devices[d].Memory.Capacity))];
        _iovas = [.. Enumerable.Range(0, devices).Select(d => new Numbering(state.Devices[d].Iovas.Capacity))];
        for (int process = 0; process < state.Processes.Count; process++)
        {
            MeetEntries(state.Processes[process]);
        }

        for (int process = 0; process < state.Processes.Count; process++)
        {
            MeetMirrors(state.Processes[process]);
        }

        for (int file = 0; file < state.Files.Count; file++)
        {
            MeetPages(state.Files[file]);
        }

        for (int pin = 0; pin < state.Pins.Count; pin++)
        {
            Meet(state.Pins[pin]);
        }
    }

    /// <summary>The new numbers of system frames.</summary>
    public Numbering Frames { get; }

    /// <summary>The new numbers of swap slots.</summary>
    public Numbering Slots { get; }

    /// <summary>The new numbers of a device's frames.</summary>
    public Numbering DeviceFrames(int device) => _deviceFrames[device];

    /// <summary>The new numbers of a device's IOVAs.</summary>
    public Numbering Iovas(int device) => _iovas[device];

    /// <summary>A target under its new number.</summary>
    public Target Of(Target target) =>
        target.IsZero ? target
        : target.IsSystem ? Target.System(Frames[target.Frame])
        : Target.OnDevice(target.Device, _deviceFrames[target.Device][target.Frame]);

    /// <summary>An entry under its new numbers.</summary>
    public Pte Of(Pte pte) =>
        pte.Kind switch
        {
            PteKind.None or PteKind.Poisoned => pte,
            PteKind.Swap => pte with { Target = Target.System(Slots[pte.Slot]) },
            PteKind.Present
            or PteKind.ProtNone
            or PteKind.DevicePrivate
            or PteKind.Migration
            or PteKind.DeviceExclusive => pte with
            {
                Target = Of(pte.Target),
            },
        };

    /// <summary>A translation under its new numbers.</summary>
    public Translation Of(Translation translation) =>
        translation.Valid ? translation with { Target = Of(translation.Target) } : translation;

    /// <summary>A mirror entry of a device under its new numbers.</summary>
    public MirrorEntry Of(MirrorEntry entry, int device) =>
        entry.Kind switch
        {
            MirrorEntryKind.None => entry,
            MirrorEntryKind.Device => entry with { Address = _deviceFrames[device][entry.Address] },
            MirrorEntryKind.System => entry with { Address = AddressOf(entry.Address, device) },
        };

    private int AddressOf(int address, int device) =>
        _state.Devices[device].Dma == DmaKind.Iommu ? _iovas[device][address]
        : address < 0 ? address
        : Frames[address];

    private void MeetEntries(Process process)
    {
        for (int page = 0; page < process.PageTable.Count; page++)
        {
            Pte pte = process.PageTable[page];
            if (pte.Kind == PteKind.Swap)
            {
                Slots.Meet(pte.Slot);
            }
            else if (pte.Kind != PteKind.None)
            {
                Meet(pte.Target);
            }
        }
    }

    private void MeetMirrors(Process process)
    {
        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            Table<MirrorEntry> entries = process.Mirrors[device].Entries;
            for (int page = 0; page < entries.Count; page++)
            {
                MirrorEntry entry = entries[page];
                if (entry.Kind == MirrorEntryKind.System && _state.Devices[device].Dma == DmaKind.Iommu)
                {
                    _iovas[device].Meet(entry.Address);
                }
                else if (entry.IsValid)
                {
                    Meet(_state.TargetOf(device, entry));
                }
            }
        }
    }

    private void MeetPages(FileObject file)
    {
        for (int index = 0; index < file.Pages.Count; index++)
        {
            if (file.Pages[index].Cached >= 0)
            {
                Frames.Meet(file.Pages[index].Cached);
            }

            if (file.Pages[index].Slot >= 0)
            {
                Slots.Meet(file.Pages[index].Slot);
            }
        }
    }

    private void Meet(Target target)
    {
        if (!target.IsZero)
        {
            (target.IsSystem ? Frames : _deviceFrames[target.Device]).Meet(target.Frame);
        }
    }
}
