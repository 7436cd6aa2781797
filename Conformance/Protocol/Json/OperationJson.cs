using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>
/// The JSON form of operations: <c>{"op":"device-store","process":0,"device":1,"start":0,"count":2,"value":"9"}</c>. The
/// words are those of <see cref="OperationText"/>, and nothing is lost between the two.
/// </summary>
public static class OperationJson
{
    private const Member Op = Member.Op;
    private const Member Process = Member.Process;
    private const Member Child = Member.Child;
    private const Member Device = Member.Device;
    private const Member Page = Member.Page;
    private const Member Value = Member.Value;
    private const Member Protection = Member.Protection;
    private const Member Capacity = Member.Capacity;
    private const Member Dma = Member.Dma;
    private const Member Iovas = Member.Iovas;
    private const Member Default = Member.Default;
    private const Member Mask = Member.Mask;
    private const Member Pages = Member.Pages;
    private const Member Count = Member.Count;
    private const Member NewCount = Member.NewCount;
    private const Member Advised = Member.Advice;
    private const Member Flags = Member.Flags;
    private const Member NewStart = Member.NewStart;
    private const Member File = Member.File;
    private const Member Offset = Member.Offset;
    private const Member Sharing = Member.Sharing;
    private const Member Length = Member.Length;
    private const Member Pinned = Member.Pin;

    /// <summary>An operation as JSON.</summary>
    public static string Format(Operation operation) => Json.Format(writer => Write(writer, operation));

    /// <summary>Writes an operation as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Operation operation)
    {
        writer.WriteStartObject();
        writer.WriteWord(Op, Words.Operations, OperationKinds.Of(operation));
        WriteOperands(writer, operation);
        writer.WriteEndObject();
    }

    /// <summary>Reads an operation out of a text; the error is one sentence.</summary>
    public static bool TryParse(
        string json,
        [NotNullWhen(true)] out Operation? operation,
        [NotNullWhen(false)] out string? error
    )
    {
        operation = null;
        return Json.Parse(json, out error) is JsonElement element
            ? TryRead(element, out operation, out error)
            : error is null;
    }

    /// <summary>Reads an operation; members that it does not know are passed over, and the error is one sentence.</summary>
    public static bool TryRead(
        JsonElement element,
        [NotNullWhen(true)] out Operation? operation,
        [NotNullWhen(false)] out string? error
    )
    {
        operation = JsonFields.Read(element, Read, out error);
        return operation is not null;
    }

    private static void WriteOperands(Utf8JsonWriter writer, Operation operation)
    {
        switch (operation)
        {
            case Map it:
                WriteRange(writer, it.Process, it.Range);
                writer.WriteWord(Protection, Words.Protections, it.Protection);
                break;
            case Unmap it:
                WriteRange(writer, it.Process, it.Range);
                break;
            case Protect it:
                WriteRange(writer, it.Process, it.Range);
                writer.WriteWord(Protection, Words.Protections, it.Protection);
                break;
            case DontNeed it:
                WriteRange(writer, it.Process, it.Range);
                break;
            case Mlock it:
                WriteRange(writer, it.Process, it.Range);
                break;
            case Munlock it:
                WriteRange(writer, it.Process, it.Range);
                break;
            case Load it:
                WritePage(writer, it.Process, it.Page);
                break;
            case Store it:
                WritePage(writer, it.Process, it.Page);
                writer.WriteValue(Value, it.Value);
                break;
            case Fork it:
                writer.WriteNumber(Process, it.Process);
                writer.WriteNumber(Child, it.Child);
                break;
            case Exit it:
                writer.WriteNumber(Process, it.Process);
                break;
            case SwapOut it:
                WritePage(writer, it.Process, it.Page);
                break;
            case Compact it:
                WritePage(writer, it.Process, it.Page);
                break;
            case Pin it:
                WritePage(writer, it.Process, it.Page);
                writer.WriteNumber(Pinned, it.Number);
                break;
            case Unpin it:
                writer.WriteNumber(Pinned, it.Number);
                break;
            case Attach it:
                WriteAttach(writer, it);
                break;
            case Register it:
                WriteDeviceRange(writer, it.Process, it.Device, it.Range);
                break;
            case Unregister it:
                writer.WriteNumber(Process, it.Process);
                writer.WriteNumber(Device, it.Device);
                break;
            case RangeFault it:
                WriteDeviceRange(writer, it.Process, it.Device, it.Range);
                WriteRequests(writer, it);
                break;
            case DeviceLoad it:
                WriteDeviceRange(writer, it.Process, it.Device, it.Range);
                break;
            case DeviceStore it:
                WriteDeviceRange(writer, it.Process, it.Device, it.Range);
                writer.WriteValue(Value, it.Value);
                break;
            case Snapshot it:
                WriteDeviceRange(writer, it.Process, it.Device, it.Range);
                break;
            case MigrateToDevice it:
                WriteDeviceRange(writer, it.Process, it.Device, it.Range);
                break;
            case MigrateToSystem it:
                WriteDeviceRange(writer, it.Process, it.Device, it.Range);
                break;
            case Evict it:
                writer.WriteNumber(Device, it.Device);
                writer.WriteNumber(Count, it.Count);
                break;
            case MakeExclusive it:
                WriteDeviceRange(writer, it.Process, it.Device, it.Range);
                break;
            case DeviceAtomic it:
                writer.WriteNumber(Process, it.Process);
                writer.WriteNumber(Device, it.Device);
                writer.WriteNumber(Page, it.Page);
                writer.WriteValue(Value, it.Value);
                break;
            case Detach it:
                writer.WriteNumber(Device, it.Device);
                break;
            case Lose it:
                writer.WriteNumber(Device, it.Device);
                break;
            case FailUpdate it:
                writer.WriteNumber(Process, it.Process);
                writer.WriteNumber(Device, it.Device);
                break;
            case Advise it:
                WriteRange(writer, it.Process, it.Range);
                writer.WriteWord(Advised, Words.Advices, it.Advice);
                break;
            case Remap it:
                WriteRange(writer, it.Process, it.Range);
                writer.WriteNumber(NewCount, it.NewCount);
                writer.WriteWord(Flags, Words.RemapFlags, it.Flags);
                writer.WriteNumber(NewStart, it.NewStart);
                break;
            case MapFile it:
                WriteRange(writer, it.Process, it.Range);
                writer.WriteWord(Protection, Words.Protections, it.Protection);
                writer.WriteNumber(File, it.File);
                writer.WriteNumber(Offset, it.Offset);
                writer.WriteWord(Sharing, Words.Sharings, it.Sharing);
                break;
            case WriteBack it:
                WriteFileRange(writer, it.File, it.Range);
                break;
            case DropCache it:
                WriteFileRange(writer, it.File, it.Range);
                break;
            case Truncate it:
                writer.WriteNumber(File, it.File);
                writer.WriteNumber(Length, it.Length);
                break;
            case PunchHole it:
                WriteFileRange(writer, it.File, it.Range);
                break;
        }
    }

    private static void WritePage(Utf8JsonWriter writer, int process, int page)
    {
        writer.WriteNumber(Process, process);
        writer.WriteNumber(Page, page);
    }

    private static void WriteRange(Utf8JsonWriter writer, int process, PageRange range)
    {
        writer.WriteNumber(Process, process);
        writer.WriteRange(range);
    }

    private static void WriteFileRange(Utf8JsonWriter writer, int file, PageRange range)
    {
        writer.WriteNumber(File, file);
        writer.WriteRange(range);
    }

    private static void WriteDeviceRange(Utf8JsonWriter writer, int process, int device, PageRange range)
    {
        writer.WriteNumber(Process, process);
        writer.WriteNumber(Device, device);
        writer.WriteRange(range);
    }

    private static void WriteAttach(Utf8JsonWriter writer, Attach attach)
    {
        writer.WriteNumber(Device, attach.Device);
        writer.WriteNumber(Capacity, attach.Capacity);
        writer.WriteWord(Dma, Words.DmaKinds, attach.Dma);
        if (attach.Dma == DmaKind.Iommu || attach.Iovas != 0)
        {
            writer.WriteNumber(Iovas, attach.Iovas);
        }
    }

    private static void WriteRequests(Utf8JsonWriter writer, RangeFault fault)
    {
        if (fault.Default != Spec.Request.None)
        {
            writer.WriteWord(Default, Words.Requests, fault.Default);
        }

        if (fault.Mask != Spec.Request.None)
        {
            writer.WriteWord(Mask, Words.Requests, fault.Mask);
        }

        if (fault.Pages.Count > 0)
        {
            writer.WriteWords(Pages, Words.Requests, fault.Pages);
        }
    }

    private static Operation? Read(JsonFields fields)
    {
        string? verb = fields.Text(Op, "the name of an operation");
        switch (verb)
        {
            case null:
                return null;
            case Verbs.Map:
                return new Map(fields.Number(Process), fields.Range(), fields.Word(Protection, Names.Protections));
            case Verbs.Unmap:
                return new Unmap(fields.Number(Process), fields.Range());
            case Verbs.Protect:
                return new Protect(fields.Number(Process), fields.Range(), fields.Word(Protection, Names.Protections));
            case Verbs.DontNeed:
                return new DontNeed(fields.Number(Process), fields.Range());
            case Verbs.Mlock:
                return new Mlock(fields.Number(Process), fields.Range());
            case Verbs.Munlock:
                return new Munlock(fields.Number(Process), fields.Range());
            case Verbs.Load:
                return new Load(fields.Number(Process), fields.Number(Page));
            case Verbs.Store:
                return new Store(fields.Number(Process), fields.Number(Page), fields.Value(Value));
            case Verbs.Fork:
                return new Fork(fields.Number(Process), fields.Number(Child));
            case Verbs.Exit:
                return new Exit(fields.Number(Process));
            case Verbs.SwapOut:
                return new SwapOut(fields.Number(Process), fields.Number(Page));
            case Verbs.Compact:
                return new Compact(fields.Number(Process), fields.Number(Page));
            case Verbs.Pin:
                return new Pin(fields.Number(Process), fields.Number(Page), fields.Number(Pinned));
            case Verbs.Unpin:
                return new Unpin(fields.Number(Pinned));
            case Verbs.Attach:
                return ReadAttach(fields);
            case Verbs.Register:
                return new Register(fields.Number(Process), fields.Number(Device), fields.Range());
            case Verbs.Unregister:
                return new Unregister(fields.Number(Process), fields.Number(Device));
            case Verbs.RangeFault:
                return ReadRangeFault(fields);
            case Verbs.DeviceLoad:
                return new DeviceLoad(fields.Number(Process), fields.Number(Device), fields.Range());
            case Verbs.DeviceStore:
                return new DeviceStore(
                    fields.Number(Process),
                    fields.Number(Device),
                    fields.Range(),
                    fields.Value(Value)
                );
            case Verbs.Snapshot:
                return new Snapshot(fields.Number(Process), fields.Number(Device), fields.Range());
            case Verbs.MigrateToDevice:
                return new MigrateToDevice(fields.Number(Process), fields.Number(Device), fields.Range());
            case Verbs.MigrateToSystem:
                return new MigrateToSystem(fields.Number(Process), fields.Number(Device), fields.Range());
            case Verbs.Evict:
                return new Evict(fields.Number(Device), fields.Number(Count));
            case Verbs.MakeExclusive:
                return new MakeExclusive(fields.Number(Process), fields.Number(Device), fields.Range());
            case Verbs.DeviceAtomic:
                return new DeviceAtomic(
                    fields.Number(Process),
                    fields.Number(Device),
                    fields.Number(Page),
                    fields.Value(Value)
                );
            case Verbs.Detach:
                return new Detach(fields.Number(Device));
            case Verbs.Lose:
                return new Lose(fields.Number(Device));
            case Verbs.FailUpdate:
                return new FailUpdate(fields.Number(Process), fields.Number(Device));
            case Verbs.Advise:
                return new Advise(fields.Number(Process), fields.Range(), fields.Word(Advised, Names.Advices));
            case Verbs.Remap:
                return new Remap(
                    fields.Number(Process),
                    fields.Range(),
                    fields.Number(NewCount),
                    fields.Word(Flags, Names.RemapFlags),
                    fields.Number(NewStart)
                );
            case Verbs.MapFile:
                return new MapFile(
                    fields.Number(Process),
                    fields.Range(),
                    fields.Word(Protection, Names.Protections),
                    fields.Number(File),
                    fields.Number(Offset),
                    fields.Word(Sharing, Names.Sharings)
                );
            case Verbs.WriteBack:
                return new WriteBack(fields.Number(File), fields.Range());
            case Verbs.DropCache:
                return new DropCache(fields.Number(File), fields.Range());
            case Verbs.Truncate:
                return new Truncate(fields.Number(File), fields.Number(Length));
            case Verbs.PunchHole:
                return new PunchHole(fields.Number(File), fields.Range());
            default:
                fields.Refuse(Unknown(verb));
                return null;
        }
    }

    private static string Unknown(string verb)
    {
        string found = new TextWord(verb, 1).Quote();
        return Spelling.Nearest(verb, Verbs.All) is string near
            ? $"There is no operation {found}; did you mean \"{near}\"?"
            : $"There is no operation {found}; expected {Spelling.List(Verbs.All)}.";
    }

    private static Attach ReadAttach(JsonFields fields)
    {
        DmaKind dma = fields.Word(Dma, Names.DmaKinds);
        int iovas = dma == DmaKind.Iommu ? fields.Number(Iovas) : fields.NumberOr(Iovas, 0);
        return new Attach(fields.Number(Device), fields.Number(Capacity), dma, iovas);
    }

    private static RangeFault ReadRangeFault(JsonFields fields) =>
        new(
            fields.Number(Process),
            fields.Number(Device),
            fields.Range(),
            fields.WordOr(Default, Names.Requests, Spec.Request.None),
            fields.WordOr(Mask, Names.Requests, Spec.Request.None),
            fields.WordsOrNone(Pages, Names.Requests)
        );
}
