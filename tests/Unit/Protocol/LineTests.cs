using System.Buffers;
using System.Text;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using Reply = HmmSpec.Protocol.Reply;
using Request = HmmSpec.Protocol.Request;

namespace HmmSpec.Tests.Protocol;

/// <summary>Lines are read as they were written.</summary>
public sealed class LineTests
{
    private readonly LineReader _reader = new();

    [Fact]
    public void A_request_to_run_is_the_line_of_the_protocol() =>
        Assert.Equal(
            """{"type":"run","id":3,"observe":"touched","operations":[{"op":"store","process":0,"page":1,"value":"5"}]}""",
            Written.Text(new Request.Run(3, ObservationLevel.Touched, [new Store(0, 1, 5)]))
        );

    [Fact]
    public void A_request_to_reset_is_the_line_of_the_protocol() =>
        Assert.Equal(
            """{"type":"reset","id":2,"profile":"linux-6.1","world":{"processes":2,"pages":8,"devices":2,"frames":12,"swap":6,"device-frames":4,"iova":6}}""",
            Written.Text(new Request.Reset(2, Profile.Linux61, World.Default))
        );

    // Neither escaped nor cut off.
    [Fact]
    public void The_plus_of_a_profile_is_a_letter_like_any_other() =>
        Assert.StartsWith(
            """{"type":"reset","id":2,"profile":"v9+migration",""",
            Written.Text(new Request.Reset(2, Profile.V9Migration, World.Default)),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_was_not_looked_at_is_left_out() =>
        Assert.Equal(
            """{"type":"ran","id":3,"results":[{"status":"ok"},{"status":"EIO","events":[],"touched":[{"process":0,"page":3}]}]}""",
            Written.Text(
                new Reply.Ran(
                    3,
                    [
                        Answer.Of(Outcome.Ok),
                        Answer.Unheard("EIO", Outcome.Ok) with
                        {
                            Events = [],
                            Touched = [new PageObservation(0, 3)],
                        },
                    ]
                )
            )
        );

    [ProtocolProperty]
    public void A_request_is_read_as_it_was_written(Request request)
    {
        Assert.True(_reader.TryReadRequest(Written.Line(request), out Request? read, out LineProblem? problem));
        Assert.Null(problem);
        Assert.Equal(request, read);
    }

    [ProtocolProperty]
    public void A_reply_is_read_as_it_was_written(Reply reply)
    {
        Assert.True(_reader.TryReadReply(Written.Line(reply), out Reply? read, out LineProblem? problem));
        Assert.Null(problem);
        Assert.Equal(reply, read);
    }

    [ProtocolProperty]
    public void A_line_of_a_trace_is_read_as_it_was_written(TraceLine line)
    {
        Assert.True(new TraceReader().TryRead(Written.Line(line), out TraceLine? read, out LineProblem? problem));
        Assert.Null(problem);
        Assert.Equal(line, read);
    }

    [Fact]
    public void Order_escapes_a_carriage_return_and_unknown_members_do_not_matter()
    {
        string line =
            """{"x":{"id":[7,{"type":"bye"}]},"operations":[{"value":"0x1\u0031","page":1,"device":"?","process":0,"\u006fp":"sto\u0072e"}],"observe":"outcome","id":3,"type":"run"}"""
            + "\r";
        Assert.True(_reader.TryReadRequest(Encoding.UTF8.GetBytes(line), out Request? read, out _));
        Assert.Equal(new Request.Run(3, ObservationLevel.Outcome, [new Store(0, 1, 17)]), read);
    }

    [Fact]
    public void What_an_adapter_leaves_out_has_the_meaning_of_the_protocol()
    {
        string line =
            """{"type":"hello","id":1,"protocol":1,"adapter":{"name":"toy"},"capabilities":{"operations":["load"],"observe":["touched"]}}""";
        Assert.True(_reader.TryReadReply(Encoding.UTF8.GetBytes(line), out Reply? read, out _));
        Capabilities capabilities = new([OperationKind.Load], 1, 8, 1)
        {
            Levels = [ObservationLevel.Outcome, ObservationLevel.Touched],
        };
        Assert.Equal(new Reply.Hello(1, 1, new Adapter("toy", ""), capabilities), read);
    }

    [Fact]
    public void Results_that_say_nothing_but_their_status_are_shared()
    {
        byte[] line = """{"type":"ran","id":1,"results":[{"status":"ok"},{"status":"ok"}]}"""u8.ToArray();
        Assert.True(_reader.TryReadReply(line, AwaitedReply.ToRun(1, default, 2), out Reply? reply, out _));
        Reply.Ran ran = Assert.IsType<Reply.Ran>(reply);
        Assert.Same(ran.Results[0], ran.Results[1]);
        Assert.Equal(Answer.Of(Outcome.Ok), ran.Results[0]);
    }

    [Theory]
    [InlineData(ObservationLevel.Outcome)]
    [InlineData(ObservationLevel.State)]
    public void Operations_and_results_are_written_without_allocating(ObservationLevel level)
    {
        using MachineSubject subject = new("m", (world, profile) => new Optimized.OptimizedMachine(world, profile));
        Operation[] operations =
        [
            new Attach(0, 4, DmaKind.Iommu, 4),
            new Register(0, 0, new PageRange(0, 8)),
            new Map(0, new PageRange(0, 8), Protection.ReadWrite),
            new RangeFault(0, 0, new PageRange(0, 2), Spec.Request.Fault, Spec.Request.Write, [Spec.Request.Write]),
            new DeviceLoad(0, 0, new PageRange(0, 4)),
            new Store(0, 1, ulong.MaxValue),
        ];
        subject.Reset(World.Default, Profile.Strict);
        subject.Send(operations, level);
        IReadOnlyList<Answer> answers = subject.Receive();
        using LineWriter writer = new();
        ArrayBufferWriter<byte> output = new();
        long before = 0;
        for (int round = 0; round < 40; round++)
        {
            before = round == 20 ? GC.GetAllocatedBytesForCurrentThread() : before;
            output.ResetWrittenCount();
            writer.WriteRun(output, round + 1, level, operations);
            writer.WriteRan(output, round + 1, answers);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
