using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <content>What can be seen.</content>
internal partial class Toy
{
    public override IReadOnlyList<EventView> Happened() => [.. _events];

    public override IReadOnlyList<PageView> Touched() =>
        [
            .. from address in _touched
            let owner = Processes[address.Process]
            where owner is not null
            select ViewOf(owner, address.Page),
        ];

    public override StateView Observe() =>
        new()
        {
            Pages =
            [
                .. from owner in Processes
                where owner is not null
                from page in Enumerable.Range(0, World.Pages)
                select ViewOf(owner, page),
            ],
            Processes = [.. Processes.Select((process, number) => new ProcessView(number, process is not null))],
            Devices = [.. Devices.Select(ViewOf)],
            UsedFrames = SystemMemory.Used,
            UsedSwap = Swap.Used,
        };

    private static DeviceView ViewOf(Device? device, int number) =>
        new(number, device is not null, device?.Memory.Used ?? 0, Math.Max(0, device?.Iovas?.Used ?? 0));

    private static ulong ContentOf(Entry entry) =>
        entry.Slot is SwapSlot slot ? slot.Cached?.Value ?? slot.Value : entry.Frame?.Value ?? 0;

    private PageView ViewOf(Process owner, int page)
    {
        Entry entry = owner.Entries[page];
        bool present = entry.Kind == EntryKind.Present;
        bool accessible = present && IsAccessible(owner, page);
        return new PageView(owner.Number, page)
        {
            Mapped = owner.Rights[page] is not null,
            Protection = owner.Rights[page],
            Entry = entry.Kind switch
            {
                EntryKind.None => PageEntry.None,
                EntryKind.Present => PageEntry.Present,
                EntryKind.Swap => PageEntry.Swap,
                EntryKind.Device => PageEntry.Device,
                _ => null,
            },
            Device = entry.Kind == EntryKind.Device ? entry.Frame!.Device!.Number : null,
            Zero = present && entry.Frame!.IsZero,
            Writable = accessible ? entry.Writable : null,
            Dirty = accessible ? entry.Dirty || entry.Frame!.Dirty : null,
            Young = accessible ? entry.Young : null,
            Value = ContentOf(entry),
            Cached = owner.Tlb[page] is not null,
            CachedWritable = owner.Tlb[page]?.Writable ?? false,
            Mirrors = [.. Devices.OfType<Device>().Select(device => ViewOf(owner, device, page))],
        };
    }

    private static MirrorView ViewOf(Process owner, Device device, int page)
    {
        Mirror? mirror = owner.Mirrors[device.Number];
        DeviceEntry? entry = mirror?.Entries[page];
        return new MirrorView(device.Number)
        {
            Entry =
                entry is null ? MirrorEntry.None
                : entry.Frame.Device is null ? MirrorEntry.System
                : MirrorEntry.Device,
            Zero = entry?.Frame.IsZero ?? false,
            Writable = entry?.Writable ?? false,
            Dirty = entry?.Dirty ?? false,
            Value = entry?.Frame.Value,
            Cached = mirror?.Tlb[page] is not null,
            CachedWritable = mirror?.Tlb[page]?.Writable ?? false,
        };
    }
}
