using System.Text;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Reference;
using HmmSpec.Spec;
using Reply = HmmSpec.Protocol.Reply;
using Request = HmmSpec.Protocol.Request;

namespace HmmSpec.Tests.Protocol;

/// <summary>The adapter's side, in memory.</summary>
public sealed class ProtocolServerTests : IDisposable
{
    private static readonly Request Hello = new Request.Hello(1, [1, 2], "test", "");
    private static readonly Request Reset = new Request.Reset(2, Profile.Strict, World.Default);
    private static readonly Operation[] Operations =
    [
        new Map(0, new PageRange(0, 4), Protection.ReadWrite),
        new Store(0, 1, 17),
        new Load(0, 1),
        new Load(0, 7),
    ];

    private readonly MachineSubject _subject = new("m", (world, profile) => new OptimizedMachine(world, profile));
    private readonly ProtocolServer _server;

    public ProtocolServerTests() => _server = new ProtocolServer(_subject, new Adapter("m", "1"));

    public void Dispose()
    {
        _server.Dispose();
        _subject.Dispose();
    }

    [Theory]
    [InlineData(ObservationLevel.Outcome)]
    [InlineData(ObservationLevel.Touched)]
    [InlineData(ObservationLevel.State)]
    public void A_session_answers_as_the_machine_itself_does(ObservationLevel level)
    {
        Request[] requests =
        [
            Hello,
            Reset,
            new Request.Run(3, level, [.. Operations]),
            new Request.Observe(4),
            new Request.Bye(5),
            new Request.Observe(6),
        ];
        List<Reply> replies = Serve(Join(requests));

        _subject.Reset(World.Default, Profile.Strict);
        _subject.Send(Operations, level);
        Reply[] expected =
        [
            new Reply.Hello(1, 1, new Adapter("m", "1"), _subject.Capabilities),
            new Reply.Ready(2),
            new Reply.Ran(3, [.. _subject.Receive()]),
            new Reply.State(4, _subject.Observe()!),
            new Reply.Bye(5),
        ];
        Assert.Equal(expected, replies);
    }

    [Fact]
    public void What_cannot_be_done_is_an_error_and_the_session_goes_on()
    {
        Request run = new Request.Run(9, default, [.. Operations]);
        (Request Request, string Message)[] asked =
        [
            (run, "A session begins with hello."),
            (new Request.Hello(9, [7], "", ""), "There is no common version of the protocol; this adapter speaks 1."),
            (Hello, ""),
            (Hello with { Id = 9 }, "A session has one hello, at its begin."),
            (run, "There is nothing to run on: a run begins with reset."),
            (new Request.Observe(9), "There is nothing to observe: a run begins with reset."),
            (
                new Request.Reset(9, Profile.Strict, World.Default with { Pages = 9 }),
                "The world has pages=9; this adapter has 8 at most."
            ),
            (
                new Request.Reset(9, Profile.Strict, World.Default with { Processes = 0 }),
                "A world cannot have processes=0; processes goes from 1 to 64."
            ),
            (Reset, ""),
            (run, ""),
        ];
        List<Reply> replies = Serve(Join([.. asked.Select(it => it.Request)]));
        Assert.Equal(asked.Length, replies.Count);
        foreach (((_, string message), Reply reply) in asked.Zip(replies))
        {
            Assert.Equal(message.Length == 0 ? null : new Reply.Error(9, message), reply as Reply.Error);
        }
    }

    [Fact]
    public void Two_operations_at_the_same_time_are_for_subjects_that_declare_delay_points()
    {
        PairRace pair = new(new Store(0, 1, 17), new Store(0, 1, 18), null);
        Request race = new Request.Race(9, pair);
        Assert.Equal(
            new Reply.Error(9, "This adapter does not carry out two operations at the same time."),
            Serve(Join([Hello, Reset, race]))[^1]
        );

        using SteppedSubject steps = new("steps", new ReferenceSteps());
        using ProtocolServer server = new(steps, new Adapter("steps", "1"));
        Request map = new Request.Run(3, ObservationLevel.Outcome, [.. Operations[..1]]);
        Request held = new Request.Race(5, pair with { Delay = new Delay(SteppedSubject.PointAfter(1), 40) });
        Request nowhere = new Request.Race(6, pair with { Delay = new Delay("nowhere", 40) });
        Request unordered = new Request.Race(4, pair);
        List<Reply> replies = Serve(server, Join([Hello, unordered, Reset, map, held, nowhere]));
        Assert.Equal(new Reply.Error(4, "There is nothing to run on: a run begins with reset."), replies[1]);
        Answer ok = Answer.Of(Outcome.Ok);
        Assert.Equal(new Reply.Raced(5, new RacedAnswers(ok, ok) { WasHeld = true }), replies[4]);
        Assert.Equal(new Reply.Error(6, "This adapter has no delay point nowhere."), replies[5]);
    }

    [Fact]
    public void A_bad_line_is_an_error_with_its_id_if_it_has_one()
    {
        byte[] input =
        [
            .. "nonsense\n{\"id\":7,\"type\":\"rum\"}\n"u8,
            .. new byte[3 * Lines.LongestLine],
            .. "\n{\"type\":\"bye\",\"id\":8"u8,
        ];
        List<Reply> replies = Serve(input);
        Assert.Equal([0, 7, 0, 0], replies.Select(reply => reply.Id));
        Assert.Equal(
            ["The line is longer than 1048576 bytes.", "The input ends in the middle of a line."],
            replies[2..].Select(reply => Assert.IsType<Reply.Error>(reply).Message)
        );
    }

    [Fact]
    public void Lines_may_come_in_pieces()
    {
        byte[] input = Join([Hello, Reset, new Request.Run(3, ObservationLevel.State, [.. Operations])]);
        using MemoryStream whole = new(input);
        using Trickle pieces = new(whole);
        Assert.Equal(Serve(input), Serve(pieces));
    }

    [Fact]
    public void A_reply_that_would_be_too_long_is_an_error()
    {
        Operation[] many = [.. Enumerable.Repeat(new Load(0, 0), 2000)];
        List<Reply> replies = Serve(Join([Hello, Reset, new Request.Run(3, ObservationLevel.State, [.. many])]));
        Assert.StartsWith("The reply would be too long", Assert.IsType<Reply.Error>(replies[2]).Message);
    }

    [ProtocolProperty]
    public void No_line_makes_the_server_throw(Mutated mutated)
    {
        byte[] input = [.. Join([Hello, Reset]), .. mutated.Line, (byte)'\n', .. Join([new Request.Observe(9)])];
        Assert.True(Serve(input).Count >= 3);
    }

    private static byte[] Join(Request[] requests) =>
        [.. requests.SelectMany(request => (byte[])[.. Written.Line(request), (byte)'\n'])];

    private List<Reply> Serve(byte[] input)
    {
        using MemoryStream stream = new(input);
        return Serve(stream);
    }

    private static List<Reply> Serve(ProtocolServer server, byte[] input)
    {
        using MemoryStream stream = new(input);
        return Serve(server, stream);
    }

    private List<Reply> Serve(Stream input) => Serve(_server, input);

    private static List<Reply> Serve(ProtocolServer server, Stream input)
    {
        using MemoryStream output = new();
        server.Serve(input, output);
        string[] lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal("", lines[^1]);
        LineReader reader = new();
        List<Reply> replies = [];
        foreach (string line in lines[..^1])
        {
            Assert.True(reader.TryReadReply(Encoding.UTF8.GetBytes(line), out Reply? reply, out LineProblem? problem));
            Assert.Null(problem);
            replies.Add(reply);
        }

        return replies;
    }

    /// <summary>Delivers a stream three bytes at a time.</summary>
    private sealed class Trickle(Stream whole) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            whole.Read(buffer, offset, Math.Min(count, 3));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
