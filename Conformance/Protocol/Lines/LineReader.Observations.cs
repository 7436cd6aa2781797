using System.Runtime.InteropServices;
using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <content>What was seen of pages and of everything.</content>
public sealed partial class LineReader
{
    private static readonly Form PageForm = new(
        [Member.Process, Member.Page],
        Member.Mapped,
        Member.Protection,
        Member.Entry,
        Member.Device,
        Member.Zero,
        Member.Writable,
        Member.Dirty,
        Member.Young,
        Member.Value,
        Member.Cached,
        Member.CachedWritable,
        Member.Mirrors
    );
    private static readonly Form MirrorForm = new(
        [Member.Device],
        Member.Entry,
        Member.Zero,
        Member.Writable,
        Member.Dirty,
        Member.Value,
        Member.Cached,
        Member.CachedWritable,
        Member.Exclusive
    );
    private static readonly Form StateForm = new(
        [],
        Member.Pages,
        Member.Processes,
        Member.Devices,
        Member.UsedFrames,
        Member.UsedSwap
    );
    private static readonly Form ProcessForm = new([Member.Process], Member.Alive);
    private static readonly Form DeviceForm = new(
        [Member.Device],
        Member.Attached,
        Member.UsedFrames,
        Member.UsedIovas
    );

    private readonly List<PageObservation> _pages = [];
    private readonly List<MirrorObservation> _mirrors = [];
    private readonly List<ProcessObservation> _processes = [];
    private readonly List<DeviceObservation> _devices = [];

    private Sequence<PageObservation> ReadPages(ref Utf8JsonReader json)
    {
        json.RequireList("a list of pages");
        _pages.Clear();
        while (json.TryNextItem())
        {
            _pages.Add(ReadPage(ref json));
        }

        return Sequence.Create<PageObservation>(CollectionsMarshal.AsSpan(_pages));
    }

    private PageObservation ReadPage(ref Utf8JsonReader json)
    {
        json.RequireObject("a page");
        Seen it = default;
        ObservedEntry? entry = null;
        Protection? protection = null;
        int process = 0;
        int page = 0;
        int? device = null;
        bool? mapped = null;
        bool? young = null;
        Sequence<MirrorObservation> mirrors = default;
        MemberSet seen = default;
        while (json.TryNext(PageForm, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Process:
                    process = json.ReadNumber();
                    break;
                case Member.Page:
                    page = json.ReadNumber();
                    break;
                case Member.Mapped:
                    mapped = json.ReadFlag();
                    break;
                case Member.Protection:
                    protection = json.ReadWord(Words.Protections);
                    break;
                case Member.Entry:
                    entry = json.ReadWord(Words.Entries);
                    break;
                case Member.Device:
                    device = json.ReadNumber();
                    break;
                case Member.Young:
                    young = json.ReadFlag();
                    break;
                case Member.Mirrors:
                    mirrors = ReadMirrors(ref json);
                    break;
                default:
                    it.Read(ref json, member);
                    break;
            }
        }

        return new PageObservation(process, page)
        {
            Mapped = mapped,
            Protection = protection,
            Entry = entry,
            Device = device,
            Zero = it.Zero,
            Writable = it.Writable,
            Dirty = it.Dirty,
            Young = young,
            Value = it.Value,
            Cached = it.Cached,
            CachedWritable = it.CachedWritable,
            Mirrors = mirrors,
        };
    }

    private Sequence<MirrorObservation> ReadMirrors(ref Utf8JsonReader json)
    {
        json.RequireList("a list of mirrors");
        _mirrors.Clear();
        while (json.TryNextItem())
        {
            _mirrors.Add(ReadMirror(ref json));
        }

        return Sequence.Create<MirrorObservation>(CollectionsMarshal.AsSpan(_mirrors));
    }

    private static MirrorObservation ReadMirror(ref Utf8JsonReader json)
    {
        json.RequireObject("a mirror");
        Seen it = default;
        int device = 0;
        MirrorEntryKind? entry = null;
        bool? exclusive = null;
        MemberSet seen = default;
        while (json.TryNext(MirrorForm, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Device:
                    device = json.ReadNumber();
                    break;
                case Member.Entry:
                    entry = json.ReadWord(Words.MirrorEntries);
                    break;
                case Member.Exclusive:
                    exclusive = json.ReadFlag();
                    break;
                default:
                    it.Read(ref json, member);
                    break;
            }
        }

        return new MirrorObservation(device)
        {
            Entry = entry,
            Zero = it.Zero,
            Writable = it.Writable,
            Dirty = it.Dirty,
            Value = it.Value,
            Cached = it.Cached,
            CachedWritable = it.CachedWritable,
            Exclusive = exclusive,
        };
    }

    private StateObservation ReadState(ref Utf8JsonReader json)
    {
        json.RequireObject("a state");
        StateObservation state = new();
        MemberSet seen = default;
        while (json.TryNext(StateForm, ref seen, out Member member))
        {
            state = ReadMember(ref json, state, member);
        }

        return state;
    }

    /// <summary>The state with one member more.</summary>
    private StateObservation ReadMember(ref Utf8JsonReader json, StateObservation state, Member member) =>
        member switch
        {
            Member.Pages => state with { Pages = ReadPages(ref json) },
            Member.Processes => state with { Processes = ReadProcesses(ref json) },
            Member.Devices => state with { Devices = ReadDevices(ref json) },
            Member.UsedFrames => state with { UsedFrames = json.ReadNumber() },
            Member.UsedSwap => state with { UsedSwap = json.ReadNumber() },
            _ => state,
        };

    private Sequence<ProcessObservation> ReadProcesses(ref Utf8JsonReader json)
    {
        json.RequireList("a list of processes");
        _processes.Clear();
        while (json.TryNextItem())
        {
            json.RequireObject("a process");
            ProcessObservation process = default;
            MemberSet seen = default;
            while (json.TryNext(ProcessForm, ref seen, out Member member))
            {
                process =
                    member == Member.Process
                        ? process with
                        {
                            Process = json.ReadNumber(),
                        }
                        : process with
                        {
                            Alive = json.ReadFlag(),
                        };
            }

            _processes.Add(process);
        }

        return Sequence.Create<ProcessObservation>(CollectionsMarshal.AsSpan(_processes));
    }

    private Sequence<DeviceObservation> ReadDevices(ref Utf8JsonReader json)
    {
        json.RequireList("a list of devices");
        _devices.Clear();
        while (json.TryNextItem())
        {
            json.RequireObject("a device");
            DeviceObservation device = default;
            MemberSet seen = default;
            while (json.TryNext(DeviceForm, ref seen, out Member member))
            {
                device = member switch
                {
                    Member.Device => device with { Device = json.ReadNumber() },
                    Member.Attached => device with { Attached = json.ReadFlag() },
                    Member.UsedFrames => device with { UsedFrames = json.ReadNumber() },
                    _ => device with { UsedIovas = json.ReadNumber() },
                };
            }

            _devices.Add(device);
        }

        return Sequence.Create<DeviceObservation>(CollectionsMarshal.AsSpan(_devices));
    }

    /// <summary>What is seen of the entries of CPUs and of mirrors alike.</summary>
    private struct Seen
    {
        internal bool? Zero;
        internal bool? Writable;
        internal bool? Dirty;
        internal bool? Cached;
        internal bool? CachedWritable;
        internal ulong? Value;

        internal void Read(ref Utf8JsonReader json, Member member)
        {
            switch (member)
            {
                case Member.Zero:
                    Zero = json.ReadFlag();
                    break;
                case Member.Writable:
                    Writable = json.ReadFlag();
                    break;
                case Member.Dirty:
                    Dirty = json.ReadFlag();
                    break;
                case Member.Cached:
                    Cached = json.ReadFlag();
                    break;
                case Member.CachedWritable:
                    CachedWritable = json.ReadFlag();
                    break;
                default:
                    Value = json.ReadValue();
                    break;
            }
        }
    }
}
