using System.Text;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Protocol;

/// <summary>Traces: both sides in one file.</summary>
public sealed class TraceTests
{
    private readonly TraceReader _reader = new();

    [Fact]
    public void Replies_belong_to_requests_in_their_order()
    {
        Assert.IsType<TraceLine.Asked>(Read("""{"type":"hello","id":1,"protocol":[1],"tool":"","specification":""}"""));
        Assert.IsType<TraceLine.Answered>(
            Read("""{"type":"hello","id":1,"protocol":1,"adapter":{"name":"toy"},"capabilities":{"operations":[]}}""")
        );
        Assert.IsType<TraceLine.Asked>(Read("""{"type":"run","id":2,"observe":"outcome","operations":[]}"""));
        Assert.IsType<TraceLine.Asked>(Read("""{"type":"observe","id":3}"""));
        Assert.Equal("\"type\" is \"state\"; expected \"ran\", or \"error\".", Refused("""{"type":"state","id":3}"""));
        Assert.IsType<TraceLine.Answered>(Read("""{"type":"ran","id":2,"results":[]}"""));
        Assert.IsType<TraceLine.Answered>(Read("""{"type":"state","id":3}"""));
        Assert.IsType<TraceLine.Asked>(Read("""{"type":"bye","id":4}"""));
        Assert.IsType<TraceLine.Answered>(Read("""{"type":"bye","id":4}"""));
        Assert.Equal(
            "\"type\" is \"ready\"; expected a request, for none waits for a reply.",
            Refused("""{"type":"ready","id":4}""")
        );
    }

    [Fact]
    public void An_operation_in_flight_has_two_lines()
    {
        Assert.Equal(
            new TraceLine.Call(7, "a", new Store(0, 1, 5)),
            Read("""{"type":"call","id":7,"agent":"a","operation":{"op":"store","process":0,"page":1,"value":"5"}}""")
        );
        Assert.Equal(
            new TraceLine.Return(7, Answer.Of(Outcome.Ok)),
            Read("""{"type":"return","id":7,"result":{"status":"ok"}}""")
        );
        Assert.StartsWith("\"type\" is \"done\"; expected the type of ", Refused("""{"type":"done","id":7}"""));
    }

    private TraceLine Read(string line)
    {
        Assert.True(_reader.TryRead(Encoding.UTF8.GetBytes(line), out TraceLine? read, out _));
        return read;
    }

    private string Refused(string line)
    {
        Assert.False(_reader.TryRead(Encoding.UTF8.GetBytes(line), out _, out LineProblem? problem));
        return problem.Sentence;
    }
}
