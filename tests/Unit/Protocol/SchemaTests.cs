using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using Json.Schema;
using Reply = HmmSpec.Protocol.Reply;
using Request = HmmSpec.Protocol.Request;

namespace HmmSpec.Tests.Protocol;

/// <summary>The schemas say the same as the code.</summary>
public sealed class SchemaTests
{
    private static readonly Dictionary<string, JsonSchema> Schemas = Build();

    public static TheoryData<string, string> WrongLines =>
        new()
        {
            { "requests", "[]" },
            { "requests", "{}" },
            { "requests", """{"type":"bye"}""" },
            { "requests", """{"type":"bye","id":0}""" },
            { "requests", """{"type":"bye","id":1.5}""" },
            { "requests", """{"type":"bye","id":"1"}""" },
            { "requests", """{"type":"ran","id":1,"results":[]}""" },
            { "requests", """{"type":"hello","id":1,"protocol":1,"tool":"","specification":""}""" },
            { "requests", """{"type":"reset","id":1,"profile":"windows","world":{}}""" },
            { "requests", """{"type":"reset","id":1,"profile":"v9","world":{"pages":1}}""" },
            { "requests", """{"type":"run","id":1,"observe":"all","operations":[]}""" },
            { "requests", """{"type":"run","id":1,"observe":"state"}""" },
            { "requests", """{"type":"run","id":1,"observe":"state","operations":[{"op":"lod"}]}""" },
            { "requests", """{"type":"run","id":1,"observe":"state","operations":[{"op":"load","process":0}]}""" },
            {
                "requests",
                """{"type":"run","id":1,"observe":"state","operations":[{"op":"store","process":0,"page":0,"value":7}]}"""
            },
            {
                "requests",
                """{"type":"run","id":1,"observe":"state","operations":[{"op":"attach","device":0,"capacity":1,"dma":"iommu"}]}"""
            },
            { "requests", """{"type":"race","id":1}""" },
            { "requests", """{"type":"race","id":1,"operations":[{"op":"exit","process":0}]}""" },
            {
                "requests",
                """{"type":"race","id":1,"operations":[{"op":"exit","process":0},{"op":"exit","process":1}],"delay":{}}"""
            },
            { "replies", """{"type":"raced","id":1,"results":[{"status":"ok"}]}""" },
            { "replies", """{"type":"raced","id":1,"results":[{"status":"ok"},{"status":"ok"}],"held":1}""" },
            { "replies", """{"type":"hello","id":1,"protocol":1,"adapter":{},"capabilities":{"operations":[]}}""" },
            { "replies", """{"type":"hello","id":1,"protocol":1,"adapter":{"name":"toy"},"capabilities":{}}""" },
            { "replies", """{"type":"error","id":1}""" },
            { "replies", """{"type":"ran","id":1}""" },
            { "replies", """{"type":"ran","id":1,"results":[{}]}""" },
            { "replies", """{"type":"ran","id":1,"results":[{"status":"OK"}]}""" },
            { "replies", """{"type":"ran","id":1,"results":[{"status":"ok","value":"x"}]}""" },
            { "replies", """{"type":"ran","id":1,"results":[{"status":"ok","faults":-1}]}""" },
            { "replies", """{"type":"ran","id":1,"results":[{"status":"ok","pages":["moved"]}]}""" },
            { "replies", """{"type":"ran","id":1,"results":[{"status":"ok","touched":[{"process":0}]}]}""" },
            { "replies", """{"type":"ran","id":1,"results":[{"status":"ok","events":[{"phase":"start"}]}]}""" },
            { "replies", """{"type":"state","id":1,"used-frames":-1}""" },
            { "replies", """{"type":"state","id":1,"pages":[{"process":0,"page":0,"mirrors":[{"entry":"none"}]}]}""" },
            { "trace", """{"type":"call","id":1,"agent":"a"}""" },
            { "trace", """{"type":"return","id":1,"result":{}}""" },
            { "trace", """{"type":"done","id":1}""" },
        };

    [ProtocolProperty]
    public void Every_request_that_is_written_is_valid(Request request)
    {
        Assert.True(IsValid("requests", Written.Text(request)));
        Assert.True(IsValid("trace", Written.Text(request)));
    }

    [ProtocolProperty]
    public void Every_reply_that_is_written_is_valid(Reply reply)
    {
        Assert.True(IsValid("replies", Written.Text(reply)));
        Assert.True(IsValid("trace", Written.Text(reply)));
    }

    [ProtocolProperty]
    public void Every_line_of_a_trace_that_is_written_is_valid(TraceLine line) =>
        Assert.True(IsValid("trace", Written.Text(line)));

    [Theory]
    [MemberData(nameof(WrongLines))]
    public void A_wrong_line_is_neither_valid_nor_read(string schema, string line)
    {
        Assert.False(IsValid(schema, line));
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(line);
        LineReader reader = new();
        bool read = schema switch
        {
            "requests" => reader.TryReadRequest(bytes, out _, out _),
            "replies" => reader.TryReadReply(bytes, out _, out _),
            _ => new TraceReader().TryRead(bytes, out _, out _),
        };
        Assert.False(read);
    }

    [Fact]
    public void Members_that_are_not_known_are_valid() =>
        Assert.True(
            IsValid("replies", """{"type":"ran","id":1,"x":{},"results":[{"status":"ENOTTY","y":[1],"reason":"z"}]}""")
        );

    [Fact]
    public void The_words_are_those_of_the_vocabularies()
    {
        using JsonDocument document = JsonDocument.Parse(ProtocolSchemas.Read("definitions.schema.json"));
        JsonElement definitions = document.RootElement.GetProperty("$defs");
        Assert.Equal(Names.Protections.Words, WordsOf(definitions.GetProperty("protection")));
        Assert.Equal(Names.Requests.Words, WordsOf(definitions.GetProperty("request")));
        Assert.Equal(Names.EventKinds.Words, WordsOf(definitions.GetProperty("eventKind")));
        Assert.Equal(Names.PageResults.Words, WordsOf(definitions.GetProperty("pageResult")));
        Assert.Equal(ProtocolNames.Levels.Words, WordsOf(definitions.GetProperty("level")));
        Assert.Equal(Verbs.All, WordsOf(definitions.GetProperty("operationName")));
        Assert.Equal([.. Profile.All.Select(profile => profile.Name)], WordsOf(definitions.GetProperty("profile")));
    }

    private static Sequence<string> WordsOf(JsonElement definition) =>
        [.. definition.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)];

    private static bool IsValid(string schema, string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return Schemas[$"{schema}.schema.json"].Evaluate(document.RootElement).IsValid;
    }

    private static Dictionary<string, JsonSchema> Build()
    {
        BuildOptions options = new() { SchemaRegistry = new SchemaRegistry() };
        // Each refers to those before it.
        string[] order = ["definitions", "requests", "replies", "trace"];
        return order
            .Select(name => $"{name}.schema.json")
            .ToDictionary(name => name, name => JsonSchema.FromText(ProtocolSchemas.Read(name), options));
    }
}
