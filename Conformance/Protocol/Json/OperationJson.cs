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
}
