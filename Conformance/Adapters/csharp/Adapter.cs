using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HmmSpec.Adapters;

/// <summary>
/// The protocol of hmmspec, version 1 (PROTOCOL.md), over standard input and output. Override the operations that the
/// implementation has: those are declared, no others. Whatever they throw is answered as a fault of the adapter.
/// </summary>
internal abstract class Adapter
{
    private const int Protocol = 1;
    private const int LongestLine = 1 << 20;

    private static readonly string[] Levels = ["outcome", "touched", "state"];

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32 };
    private static readonly JsonSerializerOptions Writing = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new ValueConverter() },
    };

    private static readonly Dictionary<string, (string Method, Func<Adapter, Members, Result> Call)> Operations = new()
    {
        ["map"] = (nameof(Map), (to, it) => to.Map(it.Process, it.Range, it.Word<Protection>("protection"))),
        ["unmap"] = (nameof(Unmap), (to, it) => to.Unmap(it.Process, it.Range)),
        ["protect"] = (
            nameof(Protect),
            (to, it) => to.Protect(it.Process, it.Range, it.Word<Protection>("protection"))
        ),
        ["dontneed"] = (nameof(DontNeed), (to, it) => to.DontNeed(it.Process, it.Range)),
        ["load"] = (nameof(Load), (to, it) => to.Load(it.Process, it.Page)),
        ["store"] = (nameof(Store), (to, it) => to.Store(it.Process, it.Page, it.Value)),
        ["fork"] = (nameof(Fork), (to, it) => to.Fork(it.Process, it.Number("child"))),
        ["exit"] = (nameof(Exit), (to, it) => to.Exit(it.Process)),
        ["swap-out"] = (nameof(SwapOut), (to, it) => to.SwapOut(it.Process, it.Page)),
        ["attach"] = (
            nameof(Attach),
            (to, it) => to.Attach(it.Device, it.Number("capacity"), it.Word<DmaKind>("dma"), it.NumberOr("iovas", 0))
        ),
        ["register"] = (nameof(Register), (to, it) => to.Register(it.Process, it.Device, it.Range)),
        ["unregister"] = (nameof(Unregister), (to, it) => to.Unregister(it.Process, it.Device)),
        ["range-fault"] = (
            nameof(RangeFault),
            (to, it) => to.RangeFault(it.Process, it.Device, it.Range, it.Requests())
        ),
        ["snapshot"] = (nameof(Snapshot), (to, it) => to.Snapshot(it.Process, it.Device, it.Range)),
        ["device-load"] = (nameof(DeviceLoad), (to, it) => to.DeviceLoad(it.Process, it.Device, it.Range)),
        ["device-store"] = (nameof(DeviceStore), (to, it) => to.DeviceStore(it.Process, it.Device, it.Range, it.Value)),
        ["migrate-to-device"] = (
            nameof(MigrateToDevice),
            (to, it) => to.MigrateToDevice(it.Process, it.Device, it.Range)
        ),
        ["migrate-to-system"] = (
            nameof(MigrateToSystem),
            (to, it) => to.MigrateToSystem(it.Process, it.Device, it.Range)
        ),
        ["evict"] = (nameof(Evict), (to, it) => to.Evict(it.Device, it.Number("count"))),
    };

    /// <summary>What the implementation is called.</summary>
    public abstract string Name { get; }

    public virtual string Version => "1";

    /// <summary>The largest world to which it can be reset.</summary>
    public virtual Limits Limits => new();

    /// <summary>Whether the same operations after a reset always give the same results.</summary>
    public virtual bool Deterministic => false;

    /// <summary>The kinds of invalidation that <see cref="Happened"/> reports.</summary>
    public virtual IReadOnlyList<EventKind> EventKinds => [];

    /// <summary>The profiles to which it can be reset; null for all.</summary>
    public virtual IReadOnlyList<string>? Profiles => null;

    /// <summary>Everything is as at the start of a run, whatever was before.</summary>
    public abstract void Reset(World world, string profile);

    /// <summary>Called before each operation: what <see cref="Happened"/> and <see cref="Touched"/> report begins anew.</summary>
    public virtual void Begin() { }

    public virtual Result Map(int process, PageRange range, Protection protection) => Result.Unsupported;

    public virtual Result Unmap(int process, PageRange range) => Result.Unsupported;

    public virtual Result Protect(int process, PageRange range, Protection protection) => Result.Unsupported;

    public virtual Result DontNeed(int process, PageRange range) => Result.Unsupported;

    public virtual Result Load(int process, int page) => Result.Unsupported;

    public virtual Result Store(int process, int page, ulong value) => Result.Unsupported;

    public virtual Result Fork(int process, int child) => Result.Unsupported;

    public virtual Result Exit(int process) => Result.Unsupported;

    public virtual Result SwapOut(int process, int page) => Result.Unsupported;

    public virtual Result Attach(int device, int capacity, DmaKind dma, int iovas) => Result.Unsupported;

    public virtual Result Register(int process, int device, PageRange range) => Result.Unsupported;

    public virtual Result Unregister(int process, int device) => Result.Unsupported;

    public virtual Result RangeFault(int process, int device, PageRange range, PageRequests requests) =>
        Result.Unsupported;

    public virtual Result Snapshot(int process, int device, PageRange range) => Result.Unsupported;

    public virtual Result DeviceLoad(int process, int device, PageRange range) => Result.Unsupported;

    public virtual Result DeviceStore(int process, int device, PageRange range, ulong value) => Result.Unsupported;

    public virtual Result MigrateToDevice(int process, int device, PageRange range) => Result.Unsupported;

    public virtual Result MigrateToSystem(int process, int device, PageRange range) => Result.Unsupported;

    public virtual Result Evict(int device, int count) => Result.Unsupported;

    /// <summary>What the notifier did during the last operation, in order.</summary>
    public virtual IReadOnlyList<EventView> Happened() => [];

    /// <summary>The pages that the last operation may have changed. Overriding it declares the level touched.</summary>
    public virtual IReadOnlyList<PageView> Touched() => [];

    /// <summary>All that can be seen, when everything that was put off has been done. Overriding it declares the level state.</summary>
    public virtual StateView Observe() => new();

    /// <summary>Answers requests until the last one or the end of the input; the result is the exit code.</summary>
    public int Run()
    {
        // Whatever else is written would break the protocol.
        Console.SetOut(Console.Error);
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        return Run(input, output);
    }

    /// <summary>The same over other streams, such as those of a socket.</summary>
    public int Run(Stream input, Stream output)
    {
        LineReader lines = new(input, LongestLine);
        while (lines.TryRead(out ReadOnlyMemory<byte> line))
        {
            output.Write(Answer(line, out bool last));
            output.Flush();
            if (last)
            {
                break;
            }
        }

        return 0;
    }

    /// <summary>The reply to a request, with its line feed.</summary>
    public byte[] Answer(ReadOnlyMemory<byte> line, out bool last)
    {
        last = false;
        long id = 0;
        object reply;
        try
        {
            using JsonDocument document =
                line.Length <= LongestLine
                    ? JsonDocument.Parse(line, Reading)
                    : throw new BadRequestException($"The line is longer than {LongestLine} bytes.");
            Members request = new(document.RootElement);
            id = request.Id;
            string type = request.Text("type");
            last = type == "bye";
            reply = Reply(id, type, request);
        }
        catch (Exception exception)
        {
            reply = new
            {
                Type = "error",
                Id = id,
                exception.Message,
            };
        }

        return [.. JsonSerializer.SerializeToUtf8Bytes(reply, Writing), (byte)'\n'];
    }

    private object Reply(long id, string type, Members request)
    {
        switch (type)
        {
            case "hello":
                return request.Numbers("protocol").Contains(Protocol)
                    ? Hello(id)
                    : throw new BadRequestException($"This adapter speaks version {Protocol} of the protocol only.");
            case "reset":
                Reset(request.World(Writing), request.Text("profile"));
                return new { Type = "ready", Id = id };
            case "run":
                return new
                {
                    Type = "ran",
                    Id = id,
                    Results = RunAll(request),
                };
            case "observe":
                RequireLevel("state");
                StateView seen = Observe();
                return new
                {
                    Type = "state",
                    Id = id,
                    seen.Pages,
                    seen.Processes,
                    seen.Devices,
                    seen.UsedFrames,
                    seen.UsedSwap,
                };
            case "bye":
                return new { Type = "bye", Id = id };
            default:
                throw new BadRequestException($"There is no request \"{type}\".");
        }
    }

    private object Hello(long id) =>
        new
        {
            Type = "hello",
            Id = id,
            Protocol,
            Adapter = new { Name, Version },
            Capabilities = new
            {
                Operations = Operations
                    .Where(operation => Has(operation.Value.Method))
                    .Select(operation => operation.Key),
                Limits,
                Observe = Levels.Where(Sees),
                Reset = "in-place",
                Deterministic,
                Events = EventKinds,
                Profiles,
                Ordering = "none",
            },
        };

    private bool Sees(string level) =>
        level switch
        {
            "touched" => Has(nameof(Touched)),
            "state" => Has(nameof(Observe)),
            _ => level == "outcome",
        };

    private bool Has(string method) => GetType().GetMethod(method)?.DeclaringType != typeof(Adapter);

    private void RequireLevel(string level)
    {
        if (!Sees(level))
        {
            throw new BadRequestException($"The level \"{level}\" was not declared.");
        }
    }

    private List<Result> RunAll(Members request)
    {
        string level = request.TextOr("observe", "outcome");
        RequireLevel(level);
        List<Result> results = [];
        foreach (Members operation in request.Objects("operations"))
        {
            Result result = Carry(operation);
            results.Add(level == "outcome" ? result : Look(result, level));
            if (result.Status == "fault")
            {
                break;
            }
        }

        return results;
    }

    private Result Carry(Members operation)
    {
        string name = operation.Text("op");
        if (!Operations.TryGetValue(name, out (string, Func<Adapter, Members, Result> Call) found))
        {
            throw new BadRequestException($"There is no operation \"{name}\".");
        }

        try
        {
            Begin();
            return found.Call(this, operation);
        }
        catch (Exception exception) when (exception is not BadRequestException)
        {
            return new Result("fault") { Reason = exception.Message };
        }
    }

    private Result Look(Result result, string level) =>
        result with
        {
            Events = Happened(),
            Touched = Has(nameof(Touched)) ? Touched() : null,
            State = level == "state" ? Observe() : null,
        };
}
