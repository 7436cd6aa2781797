using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>
/// Reads lines, without their line feeds. It is made once and used for all of them, by one thread at a time. A bad line is
/// a <see cref="LineProblem"/> and never an exception; members that are not known are passed over.
/// </summary>
public sealed partial class LineReader
{
    private const string Object = "an object";
    private const string Text = "a string";
    private const string RequestTypes = "the type of a request (hello, reset, run, race, observe or bye)";
    private const string ReplyTypes = "the type of a reply (hello, ready, ran, raced, state, bye or error)";

    private static readonly Form IdAlone = new([Member.Id]);
    private static readonly Form Bare = new([Member.Type, Member.Id]);
    private static readonly Form HelloRequest = new([
        Member.Type,
        Member.Id,
        Member.Protocol,
        Member.Tool,
        Member.Specification,
    ]);
    private static readonly Form ResetRequest = new([Member.Type, Member.Id, Member.Profile, Member.World]);
    private static readonly Form RunRequest = new([Member.Type, Member.Id, Member.Observe, Member.Operations]);
    private static readonly Form WorldForm = new(
        [Member.Processes, Member.Pages, Member.Devices, Member.Frames, Member.Swap, Member.DeviceFrames, Member.Iova],
        Member.Files,
        Member.MemoryFiles,
        Member.FilePages,
        Member.Pins
    );
    private static readonly string Profiles =
        $"the name of a profile ({Spelling.List([.. Profile.All.Select(static profile => profile.Name)])})";

    private delegate T Reading<out T>(ref Utf8JsonReader json);

    private readonly Reading<Request> _readRequest;
    private readonly Reading<Reply> _readReply;
    private readonly Reading<long> _readId;
    private readonly List<int> _numbers = [];

    /// <summary>A reader.</summary>
    public LineReader()
    {
        _readRequest = ReadRequest;
        _readReply = ReadReply;
        _readId = ReadId;
        _readTraceLine = ReadTraceLine;
    }

    /// <summary>Reads a request.</summary>
    public bool TryReadRequest(
        ReadOnlySpan<byte> line,
        [NotNullWhen(true)] out Request? request,
        [NotNullWhen(false)] out LineProblem? problem
    ) => TryRead(line, _readRequest, out request, out problem) && request is not null;

    /// <summary>The number of a request that cannot be read otherwise; 0 if it has none.</summary>
    public long IdOf(ReadOnlySpan<byte> line) => TryRead(line, _readId, out long id, out _) ? id : 0;

    private static bool TryRead<T>(
        ReadOnlySpan<byte> line,
        Reading<T> form,
        out T? read,
        [NotNullWhen(false)] out LineProblem? problem
    )
    {
        Utf8JsonReader json = new(line, TokenReading.Options);
        try
        {
            LineProblems.Refuse(line);
            json.Read();
            json.RequireObject(Object);
            read = form(ref json);
            // What follows the object is an error of the framework's reader.
            json.Read();
            problem = null;
            return true;
        }
        catch (Exception exception) when (LineProblems.IsOfLine(exception))
        {
            read = default;
            problem = LineProblems.Of(line, json, exception);
            return false;
        }
    }

    private static long ReadId(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        while (json.TryNext(IdAlone, ref seen, out _))
        {
            id = json.ReadId();
        }

        return id;
    }

    /// <summary>The type of the line at the beginning of which the reader is, and stays.</summary>
    private static LineType ReadType(ref Utf8JsonReader json, string expected)
    {
        Utf8JsonReader start = json;
        json.SeekMember(Member.Type);
        LineType type = default;
        if (json.TokenType != JsonTokenType.String || !Words.LineTypes.TryFind(ref json, out type))
        {
            throw LineException.Expected(expected);
        }

        json = start;
        return type;
    }

    private Request ReadRequest(ref Utf8JsonReader json) =>
        ReadType(ref json, RequestTypes) switch
        {
            LineType.Hello => ReadHelloRequest(ref json),
            LineType.Reset => ReadReset(ref json),
            LineType.Run => ReadRun(ref json),
            LineType.Race => ReadRace(ref json),
            LineType.Observe => new Request.Observe(ReadBare(ref json)),
            LineType.Bye => new Request.Bye(ReadBare(ref json)),
            _ => throw WrongType(ref json, RequestTypes),
        };

    private static LineException WrongType(ref Utf8JsonReader json, string expected)
    {
        json.SeekMember(Member.Type);
        return LineException.Expected(expected);
    }

    private static long ReadBare(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        while (json.TryNext(Bare, ref seen, out Member member))
        {
            id = member == Member.Id ? json.ReadId() : id;
        }

        return id;
    }

    private Request.Hello ReadHelloRequest(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        Sequence<int> versions = [];
        string tool = "";
        string specification = "";
        while (json.TryNext(HelloRequest, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = json.ReadId();
                    break;
                case Member.Protocol:
                    versions = ReadNumbers(ref json);
                    break;
                case Member.Tool:
                    tool = json.ReadText(Text);
                    break;
                case Member.Specification:
                    specification = json.ReadText(Text);
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new Request.Hello(id, versions, tool, specification);
    }

    private Sequence<int> ReadNumbers(ref Utf8JsonReader json)
    {
        json.RequireList("a list of versions");
        _numbers.Clear();
        while (json.TryNextItem())
        {
            _numbers.Add(json.ReadNumber());
        }

        return [.. _numbers];
    }

    private static Request.Reset ReadReset(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        Profile profile = Profile.Strict;
        World world = World.Default;
        while (json.TryNext(ResetRequest, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = json.ReadId();
                    break;
                case Member.Profile:
                    string name = json.ReadText(Profiles);
                    profile =
                        Profile.All.FirstOrDefault(known => known.Name == name)
                        ?? throw LineException.Expected(Profiles);
                    break;
                case Member.World:
                    world = ReadWorld(ref json);
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new Request.Reset(id, profile, world);
    }

    private static World ReadWorld(ref Utf8JsonReader json)
    {
        json.RequireObject(Object);
        MemberSet seen = default;
        World world = World.Default;
        while (json.TryNext(WorldForm, ref seen, out Member member))
        {
            int number = json.ReadNumber();
            world = member switch
            {
                Member.Processes => world with { Processes = number },
                Member.Pages => world with { Pages = number },
                Member.Devices => world with { Devices = number },
                Member.Frames => world with { Frames = number },
                Member.Swap => world with { SwapSlots = number },
                Member.DeviceFrames => world with { DeviceFrames = number },
                Member.Files => world with { Files = number },
                Member.MemoryFiles => world with { MemoryFiles = number },
                Member.FilePages => world with { FilePages = number },
                Member.Pins => world with { Pins = number },
                _ => world with { IovaSlots = number },
            };
        }

        return world;
    }

    private Request.Run ReadRun(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        ObservationLevel level = default;
        Sequence<Operation> operations = [];
        while (json.TryNext(RunRequest, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = json.ReadId();
                    break;
                case Member.Observe:
                    level = json.ReadWord(Words.Levels);
                    break;
                case Member.Operations:
                    operations = ReadOperations(ref json);
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new Request.Run(id, level, operations);
    }
}
