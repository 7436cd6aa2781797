using FsCheck;
using FsCheck.Fluent;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using HmmSpec.Tests.Text;
using Outcome = HmmSpec.Spec.Outcome;
using Reply = HmmSpec.Protocol.Reply;
using Request = HmmSpec.Protocol.Request;

namespace HmmSpec.Tests.Protocol;

/// <summary>Arbitrary lines of the protocol, of both sides and of traces.</summary>
public static class ProtocolArbitraries
{
    private static Gen<long> Id { get; } =
        Gen.Frequency((5, Gen.Choose(1, 20).Select(id => (long)id)), (1, Gen.Elements(1L << 40, long.MaxValue)));

    private static Gen<int> Number { get; } = Gen.Frequency((8, Gen.Choose(0, 9)), (1, Gen.Constant(int.MaxValue)));

    private static Gen<ulong> Value { get; } =
        Gen.Frequency(
            (4, Gen.Choose(0, 20).Select(number => (ulong)number)),
            (1, Gen.Elements(ulong.MaxValue, 1UL << 63, (ulong)long.MaxValue))
        );

    private static Gen<string> Text { get; } =
        Gen.Elements(
            "",
            "toy 1",
            "a \"quoted\" text",
            "äöü €",
            "\u0001\t\\",
            "two\nlines",
            "\U0001F600",
            "fault+write"
        );

    private static Gen<Operation> Operations { get; } = TextArbitraries.Operation().Generator;

    private static Gen<Outcome> Outcomes { get; } =
        from status in Member<Status>()
        from value in Gen.OneOf(Gen.Constant(0UL), Value)
        from faults in Gen.OneOf(Gen.Constant(0), Number)
        from values in Gen.OneOf(Gen.Constant<Sequence<ulong>>([]), List(Value))
        from pages in Gen.OneOf(Gen.Constant<Sequence<PageResult>>([]), List(Member<PageResult>()))
        select new Outcome(status, value, faults, values, pages);

    private static Gen<MirrorObservation> Mirrors { get; } =
        from device in Number
        from entry in Maybe(Member<MirrorEntryKind>())
        from zero in Flag()
        from writable in Flag()
        from dirty in Flag()
        from value in Maybe(Value)
        from cached in Flag()
        from cachedWritable in Flag()
        select new MirrorObservation(device)
        {
            Entry = entry,
            Zero = zero,
            Writable = writable,
            Dirty = dirty,
            Value = value,
            Cached = cached,
            CachedWritable = cachedWritable,
        };

    private static Gen<PageObservation> Pages { get; } =
        from process in Number
        from page in Number
        from mapped in Flag()
        from protection in Maybe(Member<Protection>())
        from entry in Maybe(Member<ObservedEntry>())
        from device in Maybe(Number)
        from young in Flag()
        from like in Mirrors
        from mirrors in List(Mirrors)
        select new PageObservation(process, page)
        {
            Mapped = mapped,
            Protection = protection,
            Entry = entry,
            Device = device,
            Zero = like.Zero,
            Writable = like.Writable,
            Dirty = like.Dirty,
            Young = young,
            Value = like.Value,
            Cached = like.Cached,
            CachedWritable = like.CachedWritable,
            Mirrors = mirrors,
        };

    private static Gen<StateObservation> States { get; } =
        from pages in List(Pages)
        from processes in List(
            from process in Number
            from alive in Flag()
            select new ProcessObservation(process, alive)
        )
        from devices in List(
            from device in Number
            from attached in Flag()
            from frames in Maybe(Number)
            from iovas in Maybe(Number)
            select new DeviceObservation(device, attached, frames, iovas)
        )
        from usedFrames in Maybe(Number)
        from usedSwap in Maybe(Number)
        select new StateObservation
        {
            Pages = pages,
            Processes = processes,
            Devices = devices,
            UsedFrames = usedFrames,
            UsedSwap = usedSwap,
        };

    private static Gen<Answer> Answers { get; } =
        from plain in Gen.OneOf(
            Outcomes.Select(HmmSpec.Properties.Answer.Of),
            from outcome in Outcomes
            from word in Gen.Elements("EIO", "SIGILL", "E2BIG", "ESTALE")
            select HmmSpec.Properties.Answer.Unheard(word, outcome with { Status = Status.Ok }),
            from word in Gen.Elements(
                (AnswerKind.Unsupported, "unsupported"),
                (AnswerKind.Unknown, "unknown"),
                (AnswerKind.Fault, "fault")
            )
            from reason in Text
            select HmmSpec.Properties.Answer.Without(word.Item1, word.Item2, reason)
        )
        from events in Gen.OneOf(
            Gen.Constant<Sequence<Event>?>(null),
            List(TextArbitraries.Event().Generator).Select(it => (Sequence<Event>?)it)
        )
        from touched in Gen.OneOf(Gen.Constant<Sequence<PageObservation>>([]), List(Pages))
        from state in Gen.OneOf(Gen.Constant<StateObservation?>(null), States.Select(it => (StateObservation?)it))
        select plain with
        {
            Events = events,
            Touched = touched,
            State = state,
        };

    private static Gen<Capabilities> Abilities { get; } =
        from operations in List(Member<OperationKind>())
        from sizes in Number.ArrayOf(3)
        from limits in Maybe(Number).ArrayOf(4)
        from levels in Gen.SubListOf(ObservationLevel.Touched, ObservationLevel.State)
        from flags in Gen.Elements(false, true).ArrayOf(2)
        from events in List(Member<EventKind>())
        from profiles in List(Text)
        from ordering in Member<MemoryOrdering>()
        from races in Gen.Elements(false, true)
        from points in List(Text)
        select new Capabilities(operations, sizes[0], sizes[1], sizes[2])
        {
            Frames = limits[0],
            SwapSlots = limits[1],
            DeviceFrames = limits[2],
            IovaSlots = limits[3],
            Levels = [ObservationLevel.Outcome, .. levels],
            NeedsRestart = flags[0],
            IsDeterministic = flags[1],
            Events = events,
            Profiles = profiles,
            Ordering = ordering,
            DelayPoints = races ? points : null,
        };

    private static Gen<PairRace> Pairs { get; } =
        from first in Operations
        from second in Operations
        from isHeld in Gen.Elements(false, true)
        from point in Text
        from milliseconds in Number
        select new PairRace(first, second, isHeld ? new Delay(point, milliseconds) : null);

    private static Gen<RacedAnswers> Raced { get; } =
        from first in Answers
        from second in Answers
        from held in Gen.Elements<bool?>(null, false, true)
        select new RacedAnswers(first, second) { WasHeld = held };

    private static Gen<Request> Requests { get; } =
        Gen.OneOf(
            from id in Id
            from versions in List(Number)
            from tool in Text
            from specification in Text
            select (Request)new Request.Hello(id, versions, tool, specification),
            from id in Id
            from profile in Gen.Elements(Profile.All.ToArray())
            from world in TextArbitraries.World().Generator
            select (Request)new Request.Reset(id, profile, world),
            from id in Id
            from level in Member<ObservationLevel>()
            from operations in List(Operations)
            select (Request)new Request.Run(id, level, operations),
            from id in Id
            from pair in Pairs
            select (Request)new Request.Race(id, pair),
            Id.Select(id => (Request)new Request.Observe(id)),
            Id.Select(id => (Request)new Request.Bye(id))
        );

    private static Gen<Reply> Replies { get; } =
        Gen.OneOf(
            from id in Id
            from version in Number
            from name in Text
            from adapterVersion in Text
            from abilities in Abilities
            select (Reply)new Reply.Hello(id, version, new Adapter(name, adapterVersion), abilities),
            Id.Select(id => (Reply)new Reply.Ready(id)),
            from id in Id
            from results in List(Answers)
            select (Reply)new Reply.Ran(id, results),
            from id in Id
            from raced in Raced
            select (Reply)new Reply.Raced(id, raced),
            from id in Id
            from state in States
            select (Reply)new Reply.State(id, state),
            Id.Select(id => (Reply)new Reply.Bye(id)),
            from id in Gen.OneOf(Id, Gen.Constant(0L))
            from message in Text
            select (Reply)new Reply.Error(id, message)
        );

    private static Gen<TraceLine> Halves { get; } =
        Gen.OneOf(
            from id in Id
            from agent in Text
            from operation in Operations
            select (TraceLine)new TraceLine.Call(id, agent, operation),
            from id in Id
            from answer in Answers
            select (TraceLine)new TraceLine.Return(id, answer),
            Requests.Select(request => (TraceLine)new TraceLine.Asked(request))
        );

    public static Arbitrary<Request> Request() => Requests.ToArbitrary();

    public static Arbitrary<Answer> Answer() => Answers.ToArbitrary();

    public static Arbitrary<StateObservation> State() => States.ToArbitrary();

    public static Arbitrary<Reply> Reply() => Replies.ToArbitrary();

    public static Arbitrary<TraceLine> TraceLine() => Halves.ToArbitrary();

    public static Arbitrary<Mutated> Mutated() =>
        Gen.OneOf(
                Requests.Select(request => Written.Line(request)),
                Replies.Select(reply => Written.Line(reply)),
                Halves.Select(line => Written.Line(line))
            )
            .SelectMany(Changed)
            .ToArbitrary();

    private static Gen<Mutated> Changed(byte[] line) =>
        from count in Gen.Choose(1, 4)
        from places in Gen.Choose(0, line.Length).ArrayOf(count)
        from taken in Gen.Choose(0, 3).ArrayOf(count)
        from added in Gen.OneOf(
                Gen.Elements("", "\"", "{", "}", "[", "]", ",", ":", "\\", "\\ud800", "-1", "1e9", "null", "\n", "\r")
                    .Select(System.Text.Encoding.UTF8.GetBytes),
                ArbMap.Default.GeneratorFor<byte>().Select(one => new[] { one })
            )
            .ArrayOf(count)
        select new Mutated([
            .. Enumerable
                .Range(0, count)
                .Aggregate(
                    line,
                    (bytes, at) =>
                    {
                        int start = Math.Min(places[at], bytes.Length);
                        int end = Math.Min(start + taken[at], bytes.Length);
                        return [.. bytes[..start], .. added[at], .. bytes[end..]];
                    }
                ),
        ]);

    private static Gen<T> Member<T>()
        where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    private static Gen<bool?> Flag() => Gen.Elements<bool?>(null, false, true);

    private static Gen<T?> Maybe<T>(Gen<T> some)
        where T : struct => Gen.OneOf(Gen.Constant<T?>(null), some.Select(it => (T?)it));

    private static Gen<Sequence<T>> List<T>(Gen<T> item) =>
        Gen.Choose(0, 3).SelectMany(count => item.ArrayOf(count)).Select(items => Sequence.Create<T>(items));
}
