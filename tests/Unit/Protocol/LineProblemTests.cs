using System.Text;
using HmmSpec.Properties;
using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol;

/// <summary>What is said of bad lines.</summary>
public sealed class LineProblemTests
{
    private static readonly AwaitedReply Awaited = AwaitedReply.ToRun(3, ObservationLevel.Outcome, 2);

    private readonly LineReader _reader = new();

    [Theory]
    [InlineData("", "The line is no JSON: ")]
    [InlineData("{", "The line is no JSON: ")]
    [InlineData("\uFEFF{}", "The line is no JSON: ")]
    [InlineData("""{"type":"bye","id":1} x""", "The line is no JSON: ")]
    [InlineData("""{"type":"bye","id":1}{}""", "The line is no JSON: ")]
    [InlineData("""{"type":"bye","id":1,}""", "The line is no JSON: ")]
    [InlineData("[1]", "The line is [1]; expected an object.")]
    [InlineData("{}", "The line has no \"type\", which it must have.")]
    [InlineData(
        """{"type":7}""",
        "\"type\" is 7; expected the type of a request (hello, reset, run, race, observe or bye)."
    )]
    [InlineData(
        """{"type":"ran","id":1}""",
        "\"type\" is \"ran\"; expected the type of a request (hello, reset, run, race, observe or bye)."
    )]
    [InlineData("""{"type":"bye"}""", "The line has no \"id\", which it must have.")]
    [InlineData("""{"type":"bye","id":0}""", "\"id\" is 0; expected a whole number from 1 on.")]
    [InlineData("""{"type":"bye","id":1.5}""", "\"id\" is 1.5; expected a whole number from 1 on.")]
    [InlineData("""{"type":"bye","id":9223372036854775808}""", "\"id\" is 9223372036854775808; expected a whole")]
    [InlineData("""{"type":"bye","id":1,"id":1}""", "\"id\" is there twice; expected it once.")]
    [InlineData("""{"type":"bye","type":"bye","id":1}""", "\"type\" is there twice; expected it once.")]
    [InlineData("""{"type":"\ud800","id":1}""", "The line has a string that is no Unicode text.")]
    [InlineData(
        """{"type":"reset","id":1,"profile":"windows","world":{}}""",
        "\"profile\" is \"windows\"; expected the name of a profile (strict, linux-6.1, v9 or v9+migration)."
    )]
    [InlineData(
        """{"type":"reset","id":1,"profile":"v9","world":{"pages":-1}}""",
        "\"world.pages\" is -1; expected a whole number from 0 to 2147483647."
    )]
    [InlineData(
        """{"type":"reset","id":1,"profile":"v9","world":{"pages":1}}""",
        "\"world\" has no \"processes\", which it must have."
    )]
    [InlineData(
        """{"type":"run","id":1,"observe":"all","operations":[]}""",
        "\"observe\" is \"all\"; expected a level of observation (outcome, touched or state)."
    )]
    [InlineData(
        """{"type":"run","id":1,"observe":"state","operations":[{"op":"load","process":0,"page":1},{"op":"lod"}]}""",
        "\"operations[1].op\" is \"lod\"; expected an operation (load, store, "
    )]
    [InlineData(
        """{"type":"run","id":1,"observe":"state","operations":[{"process":0}]}""",
        "\"operations[0]\" has no \"op\", which it must have."
    )]
    [InlineData(
        """{"type":"run","id":1,"observe":"state","operations":[{"op":"load","process":4294967296,"page":1}]}""",
        "\"operations[0].process\" is 4294967296; expected a whole number from -2147483648 to 2147483647."
    )]
    [InlineData(
        """{"type":"run","id":1,"observe":"state","operations":[{"op":"attach","device":0,"capacity":1,"dma":"iommu"}]}""",
        "\"operations[0]\" has no \"iovas\", which it must have."
    )]
    [InlineData(
        """{"type":"run","id":1,"observe":"state","operations":[{"op":"store","process":0,"page":1,"value":7}]}""",
        "\"operations[0].value\" is 7; expected a string with an unsigned number of 64 bits, such as \"17\" or \"0x11\"."
    )]
    [InlineData(
        """{"type":"run","id":1,"observe":"state","operations":{"op":"load"}}""",
        "\"operations\" is {\"op\":\"load\"}; expected a list of operations."
    )]
    public void A_bad_request_is_explained(string line, string sentence)
    {
        Assert.False(_reader.TryReadRequest(Encoding.UTF8.GetBytes(line), out _, out LineProblem? problem));
        Assert.StartsWith(sentence, problem.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x+1")]
    [InlineData("0X1")]
    [InlineData("1_000")]
    [InlineData("1.0")]
    [InlineData("0x10000000000000000")]
    [InlineData("18446744073709551616")]
    public void A_bad_value_is_refused(string value)
    {
        Assert.StartsWith("\"results[0].value\" is ", Refused(Result($"\"status\":\"ok\",\"value\":\"{value}\"")));
    }

    [Theory]
    [InlineData("\"value\":\"7\"", "\"results[0]\" has no \"status\", which it must have.")]
    [InlineData("\"status\":\"OK\"", "\"results[0].status\" is \"OK\"; expected a status (ok, EPERM, ")]
    [InlineData("\"status\":\"E\"", "\"results[0].status\" is \"E\"; expected a status")]
    [InlineData("\"status\":\"ELEPHANTSLEEPYANDTIRED\"", "\"results[0].status\" is \"ELEPHANTS")]
    [InlineData("\"status\":\"Eio\"", "\"results[0].status\" is \"Eio\"; expected a status")]
    [InlineData("\"status\":null", "\"results[0].status\" is null; expected a status")]
    [InlineData("\"status\":\"ok\",\"faults\":-1", "\"results[0].faults\" is -1; expected a whole number from 0")]
    [InlineData("\"status\":\"ok\",\"faults\":1e2", "\"results[0].faults\" is 1e2; expected a whole number from 0")]
    [InlineData("\"status\":\"ok\",\"pages\":[\"moved\"]", "\"results[0].pages[0]\" is \"moved\"; expected a result (")]
    [InlineData("\"status\":\"ok\",\"values\":[\"1\",2]", "\"results[0].values[1]\" is 2; expected a string with")]
    [InlineData(
        "\"status\":\"ok\",\"value\":\"1\",\"value\":\"1\"",
        "\"results[0].value\" is there twice; expected it"
    )]
    [InlineData(
        "\"status\":\"ok\",\"touched\":[]",
        "\"results[0].touched\" is []; expected no such member at the level"
    )]
    public void A_bad_result_is_explained(string members, string sentence) =>
        Assert.StartsWith(sentence, Refused(Result(members)));

    [Theory]
    [InlineData("""{"type":"ready","id":3}""", "\"type\" is \"ready\"; expected \"ran\", or \"error\".")]
    [InlineData("""{"type":"run","id":3}""", "\"type\" is \"run\"; expected \"ran\", or \"error\".")]
    [InlineData("""{"type":"ran","id":4,"results":[]}""", "\"id\" is 4; expected 3, the id of the request.")]
    [InlineData("""{"type":"error","id":4,"message":""}""", "\"id\" is 4; expected 3, the id of the request.")]
    [InlineData(
        """{"type":"ran","id":3,"results":[]}""",
        "\"results\" has 0 items; expected 2, one for each operation."
    )]
    [InlineData(
        """{"type":"ran","id":3,"results":[{"status":"unsupported"}]}""",
        "\"results\" has 1 items; expected 2, one for each operation."
    )]
    [InlineData(
        """{"type":"ran","id":3,"results":[{"status":"ok"},{"status":"ok"},{"status":"fault"}]}""",
        "\"results\" has 3 items; expected 2, one for each operation."
    )]
    public void What_is_no_reply_to_the_request_is_explained(string line, string sentence)
    {
        Assert.False(_reader.TryReadReply(Encoding.UTF8.GetBytes(line), Awaited, out _, out LineProblem? problem));
        Assert.Equal(LineProblemKind.NotAReply, problem.Kind);
        Assert.Equal(sentence, problem.Sentence);
    }

    [Theory]
    [InlineData("""{"type":"ran","id":3,"results":[{"status":"unknown"}]}""")]
    [InlineData("""{"type":"ran","id":3,"results":[{"status":"fault","reason":"?"}]}""")]
    [InlineData("""{"type":"error","id":3,"message":"no"}""")]
    [InlineData("""{"type":"error","id":0,"message":"no"}""")]
    [InlineData("""{"type":"error","message":"no"}""")]
    public void Who_fails_may_stop(string line) =>
        Assert.True(_reader.TryReadReply(Encoding.UTF8.GetBytes(line), Awaited, out _, out _));

    [Fact]
    public void A_line_that_is_no_UTF8_is_refused()
    {
        byte[] line = [.. "{\"type\":\"bye\",\"id\":1,\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.False(_reader.TryReadRequest(line, out _, out LineProblem? problem));
        Assert.Equal(LineProblemKind.NotUtf8, problem.Kind);
        Assert.Equal("{\"type\":\"bye\",\"id\":1,\"x\":\"\\xC3(\"}", problem.Line);
    }

    [Fact]
    public void A_line_is_as_long_as_the_protocol_allows()
    {
        byte[] line = new byte[Lines.LongestLine + 1];
        Array.Fill(line, (byte)' ');
        "{\"type\":\"bye\",\"id\":1}"u8.CopyTo(line);
        Assert.False(_reader.TryReadRequest(line, out _, out LineProblem? problem));
        Assert.Equal(LineProblemKind.TooLong, problem.Kind);
        Assert.Equal(Lines.LongestShown + 3, problem.Line.Length);
        Assert.True(_reader.TryReadRequest(line.AsSpan(..^1), out _, out _));
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    [InlineData(10_000, false)]
    public void A_line_is_nested_as_deep_as_the_protocol_allows(int lists, bool good)
    {
        string line = $$"""{"type":"bye","id":1,"x":{{new string('[', lists)}}{{new string(']', lists)}}}""";
        Assert.Equal(good, _reader.TryReadRequest(Encoding.UTF8.GetBytes(line), out _, out LineProblem? problem));
        Assert.Equal(good ? null : LineProblemKind.TooDeep, problem?.Kind);
    }

    [Fact]
    public void What_cannot_be_printed_is_shown_escaped() =>
        Assert.Equal("\\u0000\\u001Bä\\u202E\\xFF", Lines.Show([0, 0x1B, .. "ä\u202E"u8, 0xFF]));

    [ProtocolProperty]
    public void No_line_makes_the_reader_throw(Mutated mutated)
    {
        byte[] line = mutated.Line;
        bool good = _reader.TryReadRequest(line, out Request? request, out LineProblem? problem);
        Check(good, request, problem);
        good = _reader.TryReadReply(line, out Reply? reply, out problem);
        Check(good, reply, problem);
        good = _reader.TryReadReply(line, Awaited, out reply, out problem);
        Check(good, reply, problem);
        good = new TraceReader().TryRead(line, out TraceLine? trace, out problem);
        Check(good, trace, problem);
    }

    private static void Check(bool good, object? read, LineProblem? problem)
    {
        Assert.Equal(good, read is not null);
        Assert.Equal(good, problem is null);
        Assert.False(problem is { Sentence: "" });
    }

    private static string Result(string members) =>
        $$"""{"type":"ran","id":3,"results":[{{{members}}},{"status":"ok"}]}""";

    private string Refused(string line)
    {
        Assert.False(_reader.TryReadReply(Encoding.UTF8.GetBytes(line), Awaited, out _, out LineProblem? problem));
        return problem.Sentence;
    }
}
