using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HmmSpec.Adapters;

/// <summary>A request that breaks the protocol: the adapter's answer is an error.</summary>
internal sealed class BadRequestException(string message) : Exception(message);

/// <summary>The members of a request or an operation. Those that nobody asks for are passed over.</summary>
internal readonly struct Members(JsonElement element)
{
    private readonly JsonElement _element =
        element.ValueKind == JsonValueKind.Object ? element : throw new BadRequestException("An object was expected.");

    public int Process => Number("process");

    public int Device => Number("device");

    public int Page => Number("page");

    public PageRange Range => new(Number("start"), Number("count"));

    public ulong Value => ParseValue(Text("value"));

    public int Number(string name) => (int)Integer(Get(name, JsonValueKind.Number), int.MinValue, int.MaxValue);

    public int NumberOr(string name, int otherwise) => Has(name) ? Number(name) : otherwise;

    /// <summary>The id of a request, which alone may have more than 32 bits.</summary>
    public long Id => Integer(Get("id", JsonValueKind.Number), long.MinValue, long.MaxValue);

    public string Text(string name) => Get(name, JsonValueKind.String).GetString()!;

    public string TextOr(string name, string otherwise) => Has(name) ? Text(name) : otherwise;

    public T Word<T>(string name)
        where T : struct, Enum => Words<T>.Find(Text(name));

    public IEnumerable<long> Numbers(string name) =>
        Get(name, JsonValueKind.Array)
            .EnumerateArray()
            .Where(item => item.ValueKind == JsonValueKind.Number)
            .Select(item => Integer(item, long.MinValue, long.MaxValue));

    public IEnumerable<Members> Objects(string name) =>
        Get(name, JsonValueKind.Array).EnumerateArray().Select(item => new Members(item));

    /// <summary>What a range fault asks for.</summary>
    public PageRequests Requests()
    {
        Requests mask = Request("mask");
        IEnumerable<JsonElement> pages = Has("pages") ? Get("pages", JsonValueKind.Array).EnumerateArray() : [];
        return new PageRequests(Request("default"), [.. pages.Select(item => ParseRequest(item.ToString()) & mask)]);
    }

    public World World(JsonSerializerOptions options) =>
        Get("world", JsonValueKind.Object).Deserialize<World>(options)!;

    private static Requests ParseRequest(string text) =>
        text.Split('+').Aggregate(Adapters.Requests.None, (all, word) => all | Words<Requests>.Find(word));

    private static ulong ParseValue(string text)
    {
        bool hexadecimal = text.StartsWith("0x", StringComparison.Ordinal);
        return ulong.TryParse(
            hexadecimal ? text.AsSpan(2) : text,
            hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out ulong value
        )
            ? value
            : throw new BadRequestException($"\"{text}\" is no value of 64 bits.");
    }

    private static long Integer(JsonElement element, long least, long most) =>
        element.TryGetInt64(out long number) && number >= least && number <= most
            ? number
            : throw new BadRequestException($"{element.GetRawText()} is no whole number from {least} to {most}.");

    private Requests Request(string name) => Has(name) ? ParseRequest(Text(name)) : Adapters.Requests.None;

    private bool Has(string name) => _element.TryGetProperty(name, out _);

    private JsonElement Get(string name, JsonValueKind kind) =>
        _element.TryGetProperty(name, out JsonElement member) && member.ValueKind == kind
            ? member
            : throw new BadRequestException($"There is no \"{name}\", or it is no {kind}.");
}

/// <summary>The members of an enumeration as the protocol writes them: ReadWrite is read-write.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> All = Enum.GetValues<T>()
        .ToDictionary(member => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString()));

    public static T Find(string word) =>
        All.TryGetValue(word, out T member)
            ? member
            : throw new BadRequestException($"\"{word}\" is none of {string.Join(", ", All.Keys)}.");
}

/// <summary>Values of 64 bits are strings.</summary>
internal sealed class ValueConverter : JsonConverter<ulong>
{
    public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Takes lines, without their line feed, from a stream; of one that is too long just enough to see that.</summary>
internal sealed class LineReader(Stream input, int longest)
{
    private readonly byte[] _chunk = new byte[1 << 16];
    private int _start;
    private int _end;

    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        MemoryStream collected = new();
        while (_start < _end || Refill())
        {
            int length = Array.IndexOf(_chunk, (byte)'\n', _start, _end - _start) - _start;
            int taken = length < 0 ? _end - _start : length;
            collected.Write(_chunk, _start, (int)Math.Min(taken, longest + 1 - collected.Length));
            _start += taken;
            if (length >= 0)
            {
                _start++;
                line = collected.GetBuffer().AsMemory(0, (int)collected.Length);
                return true;
            }
        }

        line = collected.GetBuffer().AsMemory(0, (int)collected.Length);
        return collected.Length > 0;
    }

    private bool Refill()
    {
        _start = 0;
        _end = input.Read(_chunk, 0, _chunk.Length);
        return _end > 0;
    }
}
