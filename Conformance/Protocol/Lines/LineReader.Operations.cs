using System.Runtime.InteropServices;
using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <content>Operations.</content>
public sealed partial class LineReader
{
    private static readonly Form PinForm = new([Member.Op, Member.Process, Member.Page, Member.Pin]);
    private static readonly Form UnpinForm = new([Member.Op, Member.Pin]);
    private static readonly Form OnProcess = new([Member.Op, Member.Process]);
    private static readonly Form OnPage = new([Member.Op, Member.Process, Member.Page]);
    private static readonly Form StoreForm = new([Member.Op, Member.Process, Member.Page, Member.Value]);
    private static readonly Form ForkForm = new([Member.Op, Member.Process, Member.Child]);
    private static readonly Form OnRange = new([Member.Op, Member.Process, Member.Start, Member.Count]);
    private static readonly Form WithRights = new([
        Member.Op,
        Member.Process,
        Member.Start,
        Member.Count,
        Member.Protection,
    ]);
    private static readonly Form AttachForm = new(
        [Member.Op, Member.Device, Member.Capacity, Member.Dma],
        Member.Iovas
    );
    private static readonly Form OnDevice = new([Member.Op, Member.Process, Member.Device]);
    private static readonly Form OnMirror = new([Member.Op, Member.Process, Member.Device, Member.Start, Member.Count]);
    private static readonly Form DeviceStoreForm = new([
        Member.Op,
        Member.Process,
        Member.Device,
        Member.Start,
        Member.Count,
        Member.Value,
    ]);
    private static readonly Form RangeFaultForm = new(
        [Member.Op, Member.Process, Member.Device, Member.Start, Member.Count],
        Member.Default,
        Member.Mask,
        Member.Pages
    );
    private static readonly Form RemapForm = new([
        Member.Op,
        Member.Process,
        Member.Start,
        Member.Count,
        Member.NewCount,
        Member.Flags,
        Member.NewStart,
    ]);
    private static readonly Form AdviseForm = new([
        Member.Op,
        Member.Process,
        Member.Start,
        Member.Count,
        Member.Advice,
    ]);
    private static readonly Form MapFileForm = new([
        Member.Op,
        Member.Process,
        Member.Start,
        Member.Count,
        Member.Protection,
        Member.File,
        Member.Offset,
        Member.Sharing,
    ]);
    private static readonly Form OnFile = new([Member.Op, Member.File, Member.Start, Member.Count]);
    private static readonly Form TruncateForm = new([Member.Op, Member.File, Member.Length]);
    private static readonly Form RemovalForm = new([Member.Op, Member.Device]);
    private static readonly Form EvictForm = new([Member.Op, Member.Device, Member.Count]);
    private static readonly Form AtomicForm = new([
        Member.Op,
        Member.Process,
        Member.Device,
        Member.Page,
        Member.Value,
    ]);

    private readonly List<Operation> _operations = [];
    private readonly List<Spec.Request> _requests = [];

    private Sequence<Operation> ReadOperations(ref Utf8JsonReader json)
    {
        json.RequireList("a list of operations");
        _operations.Clear();
        while (json.TryNextItem())
        {
            _operations.Add(ReadOperation(ref json));
        }

        return Sequence.Create<Operation>(CollectionsMarshal.AsSpan(_operations));
    }

    private Operation ReadOperation(ref Utf8JsonReader json)
    {
        json.RequireObject("an operation");
        Utf8JsonReader start = json;
        json.SeekMember(Member.Op);
        OperationKind kind = json.ReadWord(Words.Operations);
        json = start;
        Operands it = ReadOperands(ref json, FormOf(kind));
        return kind switch
        {
            OperationKind.Map => new Map(it.Process, it.Range, it.Protection),
            OperationKind.Unmap => new Unmap(it.Process, it.Range),
            OperationKind.Protect => new Protect(it.Process, it.Range, it.Protection),
            OperationKind.DontNeed => new DontNeed(it.Process, it.Range),
            OperationKind.Load => new Load(it.Process, it.Page),
            OperationKind.Store => new Store(it.Process, it.Page, it.Value),
            OperationKind.Fork => new Fork(it.Process, it.Child),
            OperationKind.Exit => new Exit(it.Process),
            OperationKind.SwapOut => new SwapOut(it.Process, it.Page),
            OperationKind.Attach => new Attach(it.Device, it.Capacity, it.Dma, it.Iovas),
            OperationKind.Register => new Register(it.Process, it.Device, it.Range),
            OperationKind.Unregister => new Unregister(it.Process, it.Device),
            OperationKind.RangeFault => new RangeFault(it.Process, it.Device, it.Range, it.Default, it.Mask, it.Pages),
            OperationKind.DeviceLoad => new DeviceLoad(it.Process, it.Device, it.Range),
            OperationKind.DeviceStore => new DeviceStore(it.Process, it.Device, it.Range, it.Value),
            OperationKind.Snapshot => new Snapshot(it.Process, it.Device, it.Range),
            OperationKind.MigrateToDevice => new MigrateToDevice(it.Process, it.Device, it.Range),
            OperationKind.MigrateToSystem => new MigrateToSystem(it.Process, it.Device, it.Range),
            OperationKind.Evict => new Evict(it.Device, it.Count),
            OperationKind.MakeExclusive => new MakeExclusive(it.Process, it.Device, it.Range),
            OperationKind.DeviceAtomic => new DeviceAtomic(it.Process, it.Device, it.Page, it.Value),
            OperationKind.Detach => new Detach(it.Device),
            OperationKind.FailUpdate => new FailUpdate(it.Process, it.Device),
            OperationKind.Lose => new Lose(it.Device),
            OperationKind.Advise => new Advise(it.Process, it.Range, it.Advice),
            OperationKind.Remap => new Remap(it.Process, it.Range, it.NewCount, it.Flags, it.NewStart),
            OperationKind.MapFile => new MapFile(it.Process, it.Range, it.Protection, it.File, it.Offset, it.Sharing),
            OperationKind.WriteBack => new WriteBack(it.File, it.Range),
            OperationKind.DropCache => new DropCache(it.File, it.Range),
            OperationKind.Truncate => new Truncate(it.File, it.Length),
            OperationKind.PunchHole => new PunchHole(it.File, it.Range),
            OperationKind.Compact => new Compact(it.Process, it.Page),
            OperationKind.Pin => new Pin(it.Process, it.Page, it.Pin),
            OperationKind.Unpin => new Unpin(it.Pin),
            OperationKind.Mlock => new Mlock(it.Process, it.Range),
            OperationKind.Munlock => new Munlock(it.Process, it.Range),
        };
    }

    private static Form FormOf(OperationKind kind) =>
        kind switch
        {
            OperationKind.Map or OperationKind.Protect => WithRights,
            OperationKind.Unmap or OperationKind.DontNeed or OperationKind.Mlock or OperationKind.Munlock => OnRange,
            OperationKind.Load or OperationKind.SwapOut or OperationKind.Compact => OnPage,
            OperationKind.Store => StoreForm,
            OperationKind.Fork => ForkForm,
            OperationKind.Exit => OnProcess,
            OperationKind.Attach => AttachForm,
            OperationKind.Unregister or OperationKind.FailUpdate => OnDevice,
            OperationKind.RangeFault => RangeFaultForm,
            OperationKind.DeviceStore => DeviceStoreForm,
            OperationKind.Register
            or OperationKind.DeviceLoad
            or OperationKind.Snapshot
            or OperationKind.MigrateToDevice
            or OperationKind.MigrateToSystem
            or OperationKind.MakeExclusive => OnMirror,
            OperationKind.DeviceAtomic => AtomicForm,
            OperationKind.Evict => EvictForm,
            OperationKind.Detach or OperationKind.Lose => RemovalForm,
            OperationKind.Remap => RemapForm,
            OperationKind.Advise => AdviseForm,
            OperationKind.MapFile => MapFileForm,
            OperationKind.WriteBack or OperationKind.DropCache or OperationKind.PunchHole => OnFile,
            OperationKind.Truncate => TruncateForm,
            OperationKind.Pin => PinForm,
            OperationKind.Unpin => UnpinForm,
        };

    private Operands ReadOperands(ref Utf8JsonReader json, Form form)
    {
        Operands it = default;
        MemberSet seen = default;
        while (json.TryNext(form, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Process:
                    it.Process = json.ReadAnyNumber();
                    break;
                case Member.Device:
                    it.Device = json.ReadAnyNumber();
                    break;
                case Member.Child:
                    it.Child = json.ReadAnyNumber();
                    break;
                case Member.Page:
                    it.Page = json.ReadAnyNumber();
                    break;
                case Member.Start:
                    it.Start = json.ReadAnyNumber();
                    break;
                case Member.Count:
                    it.Count = json.ReadAnyNumber();
                    break;
                case Member.Advice:
                    it.Advice = json.ReadWord(Words.Advices);
                    break;
                case Member.NewCount:
                    it.NewCount = json.ReadAnyNumber();
                    break;
                case Member.NewStart:
                    it.NewStart = json.ReadAnyNumber();
                    break;
                case Member.Flags:
                    it.Flags = json.ReadWord(Words.RemapFlags);
                    break;
                case Member.Capacity:
                    it.Capacity = json.ReadAnyNumber();
                    break;
                case Member.Iovas:
                    it.Iovas = json.ReadAnyNumber();
                    break;
                case Member.Value:
                    it.Value = json.ReadValue();
                    break;
                case Member.Protection:
                    it.Protection = json.ReadWord(Words.Protections);
                    break;
                case Member.Dma:
                    it.Dma = json.ReadWord(Words.DmaKinds);
                    break;
                case Member.Default:
                    it.Default = json.ReadWord(Words.Requests);
                    break;
                case Member.Mask:
                    it.Mask = json.ReadWord(Words.Requests);
                    break;
                case Member.Pages:
                    it.Pages = ReadWords(ref json, Words.Requests, _requests, "a list of requests");
                    break;
                case Member.File:
                    it.File = json.ReadAnyNumber();
                    break;
                case Member.Length:
                    it.Length = json.ReadAnyNumber();
                    break;
                case Member.Pin:
                    it.Pin = json.ReadAnyNumber();
                    break;
                case Member.Offset:
                    it.Offset = json.ReadAnyNumber();
                    break;
                case Member.Sharing:
                    it.Sharing = json.ReadWord(Words.Sharings);
                    break;
                default: // The kind is known.
                    break;
            }
        }

        return form == AttachForm && it.Dma == DmaKind.Iommu && !seen.Has(Member.Iovas)
            ? throw LineException.Missing(Member.Iovas)
            : it;
    }

    private static Sequence<T> ReadWords<T>(
        ref Utf8JsonReader json,
        Utf8Words<T> words,
        List<T> scratch,
        string expected
    )
        where T : struct, Enum
    {
        json.RequireList(expected);
        scratch.Clear();
        while (json.TryNextItem())
        {
            scratch.Add(json.ReadWord(words));
        }

        return Sequence.Create<T>(CollectionsMarshal.AsSpan(scratch));
    }

    /// <summary>The operands that some operation has.</summary>
    private struct Operands
    {
        internal int Process;
        internal int Device;
        internal int Child;
        internal int Page;
        internal int Start;
        internal int Count;
        internal int Capacity;
        internal int Iovas;
        internal ulong Value;
        internal Protection Protection;
        internal DmaKind Dma;
        internal Spec.Request Default;
        internal Spec.Request Mask;
        internal Sequence<Spec.Request> Pages;
        internal int NewCount;
        internal int NewStart;
        internal RemapFlags Flags;
        internal Advice Advice;
        internal int File;
        internal int Offset;
        internal int Pin;
        internal int Length;
        internal Sharing Sharing;

        internal readonly PageRange Range => new(Start, Count);
    }
}
