using System.Diagnostics.CodeAnalysis;

namespace HmmSpec.Spec;

/// <summary>
/// The text form of operations, one a line: the verb, then processes (<c>p0</c>), devices (<c>d0</c>), files (<c>f0</c>), ranges
/// (<c>START+COUNT</c>), numbers and words. Nothing is lost, whatever the numbers are.
/// </summary>
public static class OperationText
{
    private const string Capacity = "a capacity in frames";
    private const string IovaSpace = "the size of the IOVA space";
    private const string Page = "a page number";
    private const string PinNumber = "the number of a pin";
    private const string FileIndex = "the index of a page of the file";
    private const string Requests = "default=, mask= or pages=";

    /// <summary>An operation as text.</summary>
    public static string Format(Operation operation) => $"{Verbs.Of(operation)} {Operands(operation)}";

    /// <summary>Reads an operation; leading and trailing blanks do not matter.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> line,
        [NotNullWhen(true)] out Operation? operation,
        [NotNullWhen(false)] out TextError? error
    )
    {
        TextCursor cursor = new(line);
        Operation? read = Read(ref cursor);
        cursor.TakeEnd();
        error = cursor.Error;
        operation = error is null ? read : null;
        return operation is not null;
    }

    private static string Operands(Operation operation) =>
        operation switch
        {
            Map it => $"p{it.Process} {RangeText.Format(it.Range)} {Names.Protections.NameOf(it.Protection)}",
            Unmap it => $"p{it.Process} {RangeText.Format(it.Range)}",
            Protect it => $"p{it.Process} {RangeText.Format(it.Range)} {Names.Protections.NameOf(it.Protection)}",
            DontNeed it => $"p{it.Process} {RangeText.Format(it.Range)}",
            Load it => $"p{it.Process} {it.Page}",
            Store it => $"p{it.Process} {it.Page} {it.Value}",
            Fork it => $"p{it.Process} p{it.Child}",
            Exit it => $"p{it.Process}",
            SwapOut it => $"p{it.Process} {it.Page}",
            Attach it => $"d{it.Device} {it.Capacity} {Names.DmaKinds.NameOf(it.Dma)}{Iovas(it)}",
            Register it => $"p{it.Process} d{it.Device} {RangeText.Format(it.Range)}",
            Unregister it => $"p{it.Process} d{it.Device}",
            RangeFault it => $"p{it.Process} d{it.Device} {RangeText.Format(it.Range)}{RequestsOf(it)}",
            DeviceLoad it => $"p{it.Process} d{it.Device} {RangeText.Format(it.Range)}",
            DeviceStore it => $"p{it.Process} d{it.Device} {RangeText.Format(it.Range)} {it.Value}",
            Snapshot it => $"p{it.Process} d{it.Device} {RangeText.Format(it.Range)}",
            MigrateToDevice it => $"p{it.Process} d{it.Device} {RangeText.Format(it.Range)}",
            MigrateToSystem it => $"p{it.Process} d{it.Device} {RangeText.Format(it.Range)}",
            Evict it => $"d{it.Device} {it.Count}",
            MakeExclusive it => $"p{it.Process} d{it.Device} {RangeText.Format(it.Range)}",
            DeviceAtomic it => $"p{it.Process} d{it.Device} {it.Page} {it.Value}",
            Remap it => $"p{it.Process} {RangeText.Format(it.Range)} {it.NewCount} "
                + $"{Names.RemapFlags.NameOf(it.Flags)} {it.NewStart}",
            Advise it => $"p{it.Process} {RangeText.Format(it.Range)} {Names.Advices.NameOf(it.Advice)}",
            MapFile it => $"p{it.Process} {RangeText.Format(it.Range)} {Names.Protections.NameOf(it.Protection)} "
                + $"f{it.File} {it.Offset} {Names.Sharings.NameOf(it.Sharing)}",
            WriteBack it => $"f{it.File} {RangeText.Format(it.Range)}",
            DropCache it => $"f{it.File} {RangeText.Format(it.Range)}",
            Truncate it => $"f{it.File} {it.Length}",
            PunchHole it => $"f{it.File} {RangeText.Format(it.Range)}",
            Detach it => $"d{it.Device}",
            Lose it => $"d{it.Device}",
            FailUpdate it => $"p{it.Process} d{it.Device}",
            Compact it => $"p{it.Process} {it.Page}",
            Pin it => $"p{it.Process} {it.Page} {it.Number}",
            Unpin it => $"{it.Number}",
            Mlock it => $"p{it.Process} {RangeText.Format(it.Range)}",
            Munlock it => $"p{it.Process} {RangeText.Format(it.Range)}",
        };

    // The size says nothing for direct DMA, but an operation that carries one must be read back as it was.
    private static string Iovas(Attach attach) =>
        attach.Dma == DmaKind.Iommu || attach.Iovas != 0 ? $" {attach.Iovas}" : "";

    private static string RequestsOf(RangeFault fault) =>
        (fault.Default == Request.None ? "" : $" default={Names.Requests.NameOf(fault.Default)}")
        + (fault.Mask == Request.None ? "" : $" mask={Names.Requests.NameOf(fault.Mask)}")
        + (fault.Pages.Count == 0 ? "" : $" pages={string.Join(',', fault.Pages.Select(Names.Requests.NameOf))}");

    private static Operation? Read(scoped ref TextCursor cursor)
    {
        TextWord verb = cursor.TakeWord("an operation");
        switch (verb.Text)
        {
            case Verbs.Map:
                return new Map(cursor.TakeProcess(), cursor.TakeRange(), cursor.TakeName(Names.Protections));
            case Verbs.Unmap:
                return new Unmap(cursor.TakeProcess(), cursor.TakeRange());
            case Verbs.Protect:
                return new Protect(cursor.TakeProcess(), cursor.TakeRange(), cursor.TakeName(Names.Protections));
            case Verbs.DontNeed:
                return new DontNeed(cursor.TakeProcess(), cursor.TakeRange());
            case Verbs.Load:
                return new Load(cursor.TakeProcess(), cursor.TakeNumber(Page));
            case Verbs.Store:
                return new Store(cursor.TakeProcess(), cursor.TakeNumber(Page), cursor.TakeValue());
            case Verbs.Fork:
                return new Fork(cursor.TakeProcess(), cursor.TakeProcess());
            case Verbs.Exit:
                return new Exit(cursor.TakeProcess());
            case Verbs.SwapOut:
                return new SwapOut(cursor.TakeProcess(), cursor.TakeNumber(Page));
            case Verbs.Attach:
                return ReadAttach(ref cursor);
            case Verbs.Register:
                return new Register(cursor.TakeProcess(), cursor.TakeDevice(), cursor.TakeRange());
            case Verbs.Unregister:
                return new Unregister(cursor.TakeProcess(), cursor.TakeDevice());
            case Verbs.RangeFault:
                return ReadRangeFault(ref cursor);
            case Verbs.DeviceLoad:
                return new DeviceLoad(cursor.TakeProcess(), cursor.TakeDevice(), cursor.TakeRange());
            case Verbs.DeviceStore:
                return new DeviceStore(
                    cursor.TakeProcess(),
                    cursor.TakeDevice(),
                    cursor.TakeRange(),
                    cursor.TakeValue()
                );
            case Verbs.Snapshot:
                return new Snapshot(cursor.TakeProcess(), cursor.TakeDevice(), cursor.TakeRange());
            case Verbs.MigrateToDevice:
                return new MigrateToDevice(cursor.TakeProcess(), cursor.TakeDevice(), cursor.TakeRange());
            case Verbs.MigrateToSystem:
                return new MigrateToSystem(cursor.TakeProcess(), cursor.TakeDevice(), cursor.TakeRange());
            case Verbs.Evict:
                return new Evict(cursor.TakeDevice(), cursor.TakeNumber("a number of frames"));
            case Verbs.MakeExclusive:
                return new MakeExclusive(cursor.TakeProcess(), cursor.TakeDevice(), cursor.TakeRange());
            case Verbs.DeviceAtomic:
                return new DeviceAtomic(
                    cursor.TakeProcess(),
                    cursor.TakeDevice(),
                    cursor.TakeNumber(Page),
                    cursor.TakeValue()
                );
            case Verbs.Remap:
                return new Remap(
                    cursor.TakeProcess(),
                    cursor.TakeRange(),
                    cursor.TakeNumber("a number of pages"),
                    cursor.TakeName(Names.RemapFlags),
                    cursor.TakeNumber(Page)
                );
            case Verbs.Advise:
                return new Advise(cursor.TakeProcess(), cursor.TakeRange(), cursor.TakeName(Names.Advices));
            case Verbs.MapFile:
                return new MapFile(
                    cursor.TakeProcess(),
                    cursor.TakeRange(),
                    cursor.TakeName(Names.Protections),
                    cursor.TakeFile(),
                    cursor.TakeNumber(FileIndex),
                    cursor.TakeName(Names.Sharings)
                );
            case Verbs.WriteBack:
                return new WriteBack(cursor.TakeFile(), cursor.TakeRange());
            case Verbs.DropCache:
                return new DropCache(cursor.TakeFile(), cursor.TakeRange());
            case Verbs.Truncate:
                return new Truncate(cursor.TakeFile(), cursor.TakeNumber("a number of pages"));
            case Verbs.PunchHole:
                return new PunchHole(cursor.TakeFile(), cursor.TakeRange());
            case Verbs.Detach:
                return new Detach(cursor.TakeDevice());
            case Verbs.Lose:
                return new Lose(cursor.TakeDevice());
            case Verbs.FailUpdate:
                return new FailUpdate(cursor.TakeProcess(), cursor.TakeDevice());
            case Verbs.Compact:
                return new Compact(cursor.TakeProcess(), cursor.TakeNumber(Page));
            case Verbs.Pin:
                return new Pin(cursor.TakeProcess(), cursor.TakeNumber(Page), cursor.TakeNumber(PinNumber));
            case Verbs.Unpin:
                return new Unpin(cursor.TakeNumber(PinNumber));
            case Verbs.Mlock:
                return new Mlock(cursor.TakeProcess(), cursor.TakeRange());
            case Verbs.Munlock:
                return new Munlock(cursor.TakeProcess(), cursor.TakeRange());
            default:
                cursor.Refuse(verb, $"an operation ({Spelling.List(Verbs.All)})", Verbs.All);
                return null;
        }
    }

    private static Attach ReadAttach(scoped ref TextCursor cursor)
    {
        int device = cursor.TakeDevice();
        int capacity = cursor.TakeNumber(Capacity);
        DmaKind dma = cursor.TakeName(Names.DmaKinds);
        bool hasIovas = dma == DmaKind.Iommu || cursor.HasMore;
        return new Attach(device, capacity, dma, hasIovas ? cursor.TakeNumber(IovaSpace) : 0);
    }

    private static RangeFault ReadRangeFault(scoped ref TextCursor cursor)
    {
        RangeFault fault = new(
            cursor.TakeProcess(),
            cursor.TakeDevice(),
            cursor.TakeRange(),
            Request.None,
            Request.None,
            []
        );
        bool hasDefault = false;
        bool hasMask = false;
        bool hasPages = false;
        while (cursor.HasMore)
        {
            cursor.TakeField(Requests, out TextWord name, out TextWord value);
            switch (name.Text)
            {
                case "default":
                    cursor.RefuseSecond(hasDefault, name, "the request");
                    hasDefault = true;
                    fault = fault with { Default = cursor.ReadName(value, Names.Requests) };
                    break;
                case "mask":
                    cursor.RefuseSecond(hasMask, name, "the mask");
                    hasMask = true;
                    fault = fault with { Mask = cursor.ReadName(value, Names.Requests) };
                    break;
                case "pages":
                    cursor.RefuseSecond(hasPages, name, "the pages");
                    hasPages = true;
                    fault = fault with { Pages = cursor.ReadNames(value, Names.Requests) };
                    break;
                default:
                    cursor.Refuse(name, Requests);
                    break;
            }
        }

        return fault;
    }
}
