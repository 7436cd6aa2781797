using FsCheck;
using FsCheck.Fluent;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using Outcome = HmmSpec.Spec.Outcome;
using Request = HmmSpec.Spec.Request;

namespace HmmSpec.Tests.Text;

/// <summary>Text that was meant to be something, with a few characters changed.</summary>
public sealed record Garbled(string Text);

/// <summary>Arbitrary values of everything that has a text form; the numbers may be any.</summary>
public static class TextArbitraries
{
    private static Gen<int> Number { get; } =
        Gen.Frequency(
            (6, Gen.Choose(0, 9)),
            (1, Gen.Elements(-1, int.MinValue, int.MaxValue)),
            (1, ArbMap.Default.GeneratorFor<int>())
        );

    private static Gen<ulong> Value { get; } =
        Gen.Frequency(
            (4, Gen.Choose(0, 20).Select(number => (ulong)number)),
            (1, Gen.Elements(ulong.MaxValue, 1UL << 63, (ulong)long.MaxValue)),
            (1, ArbMap.Default.GeneratorFor<ulong>())
        );

    private static Gen<bool> Flag { get; } = Gen.Elements(false, true);

    private static Gen<PageRange> Range { get; } =
        from start in Number
        from count in Number
        select new PageRange(start, count);

    private static Gen<Request> Requests { get; } = Member<Request>();

    private static Gen<Operation> Operations { get; } =
        Gen.OneOf(
            OnRange((p, range) => new Unmap(p, range)),
            OnRange((p, range) => new DontNeed(p, range)),
            OnRange((p, range) => new Mlock(p, range)),
            OnRange((p, range) => new Munlock(p, range)),
            from it in OnRange((p, range) => new Map(p, range, Protection.None))
            from rights in Member<Protection>()
            select (Operation)((Map)it with { Protection = rights }),
            from it in OnRange((p, range) => new Protect(p, range, Protection.None))
            from rights in Member<Protection>()
            select (Operation)((Protect)it with { Protection = rights }),
            OnTwo((p, page) => new Load(p, page)),
            OnTwo((p, page) => new SwapOut(p, page)),
            OnTwo((p, page) => new Compact(p, page)),
            from it in OnTwo((p, page) => new Pin(p, page, 0))
            from number in Number
            select (Operation)((Pin)it with { Number = number }),
            Number.Select(number => (Operation)new Unpin(number)),
            OnTwo((p, child) => new Fork(p, child)),
            OnTwo((p, device) => new Unregister(p, device)),
            OnTwo((device, count) => new Evict(device, count)),
            OnTwo((device, _) => new Detach(device)),
            OnTwo((device, _) => new Lose(device)),
            OnTwo((process, device) => new FailUpdate(process, device)),
            Number.Select(p => (Operation)new Exit(p)),
            from it in OnRange((p, range) => new Advise(p, range, Advice.Free))
            from advice in Member<Advice>()
            select (Operation)((Advise)it with { Advice = advice }),
            from it in OnRange((p, range) => new Remap(p, range, 0, RemapFlags.None, 0))
            from count in Number
            from place in Number
            from flags in Member<RemapFlags>()
            select (Operation)((Remap)it with { NewCount = count, NewStart = place, Flags = flags }),
            from p in Number
            from page in Number
            from value in Value
            select (Operation)new Store(p, page, value),
            from device in Number
            from capacity in Number
            from dma in Member<DmaKind>()
            from iovas in Number
            select (Operation)new Attach(device, capacity, dma, iovas),
            OnDevice((p, device, range) => new Register(p, device, range)),
            OnDevice((p, device, range) => new DeviceLoad(p, device, range)),
            OnDevice((p, device, range) => new Snapshot(p, device, range)),
            OnDevice((p, device, range) => new MigrateToDevice(p, device, range)),
            OnDevice((p, device, range) => new MigrateToSystem(p, device, range)),
            OnDevice((p, device, range) => new MakeExclusive(p, device, range)),
            OnRange((file, range) => new WriteBack(file, range)),
            OnRange((file, range) => new DropCache(file, range)),
            OnRange((file, range) => new PunchHole(file, range)),
            OnTwo((file, length) => new Truncate(file, length)),
            from p in Number
            from range in Range
            from rights in Member<Protection>()
            from file in Number
            from offset in Number
            from sharing in Member<Sharing>()
            select (Operation)new MapFile(p, range, rights, file, offset, sharing),
            from p in Number
            from device in Number
            from page in Number
            from value in Value
            select (Operation)new DeviceAtomic(p, device, page, value),
            from it in OnDevice((p, device, range) => new DeviceStore(p, device, range, 0))
            from value in Value
            select (Operation)((DeviceStore)it with { Value = value }),
            from it in OnDevice((p, device, range) => new RangeFault(p, device, range, Request.None, Request.None, []))
            from byDefault in Requests
            from mask in Requests
            from pages in List(Requests)
            select (Operation)((RangeFault)it with { Default = byDefault, Mask = mask, Pages = pages })
        );

    private static Gen<WantedOutcome> Wanted { get; } =
        from status in Member<Status>()
        from value in Maybe(Value)
        from faults in Maybe(Number)
        from values in Maybe(List(Value))
        from pages in Maybe(List(Member<PageResult>()))
        select new WantedOutcome(status, value, faults, values, pages);

    private static Gen<string> Comment { get; } =
        Gen.Elements("", "plain", "with # in it", "map p0 0+4 read", "-> ok", "äöü", "\"quoted\"");

    private static Gen<string> Remark { get; } = Comment.Select(text => text.Length == 0 ? "" : $"# {text}");

    public static Arbitrary<Operation> Operation() => Operations.ToArbitrary();

    public static Arbitrary<WantedOutcome> WantedOutcome() => Wanted.ToArbitrary();

    public static Arbitrary<Outcome> Outcome() =>
        Wanted
            .Select(it => new Outcome(it.Status, it.Value ?? 0, it.Faults ?? 0, it.Values ?? [], it.Pages ?? []))
            .ToArbitrary();

    public static Arbitrary<Event> Event() =>
        (
            from phase in Member<EventPhase>()
            from kind in Member<EventKind>()
            from process in Number
            from range in Range
            from owner in Number
            from device in Number
            select new Event(phase, kind, process, range, owner, device)
        ).ToArbitrary();

    public static Arbitrary<World> World() => Worlds().ToArbitrary();

    public static Arbitrary<Scenario> Scenario() => Scenarios().ToArbitrary();

    public static Arbitrary<Garbled> Garbled() =>
        Gen.OneOf(
                Operations.Select(OperationText.Format),
                Wanted.Select(OutcomeText.Format),
                Lines(HmmSpec.Spec.World.Default).Select(ScenarioWriter.Format),
                ConcurrentArbitraries.Lines(Operations, Maybe(Wanted)).Select(ScenarioWriter.Format),
                Operations.Select(OperationJson.Format),
                ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")
            )
            .SelectMany(Changed, (_, text) => new Garbled(text))
            .ToArbitrary();

    private static Gen<string> Changed(string text) =>
        from at in Gen.Choose(0, text.Length)
        from length in Gen.Choose(0, Math.Min(2, text.Length - at))
        from added in Gen.OneOf(
            Gen.Elements("", " ", "#", "->", "=", ",", "+", "-", "0x", "9999999999", "\0", "\t", "\"", "\uD800", "d0"),
            ArbMap.Default.GeneratorFor<char>().Select(c => c.ToString())
        )
        select text[..at] + added + text[(at + length)..];

    private static Gen<Scenario> Scenarios() =>
        from title in Gen.Elements("", "A title", "Bug #42: -> and # are allowed")
        from source in Gen.Elements("", "tools/testing/selftests/mm/hmm-tests.c: migrate")
        from clauses in Gen.SubListOf("MAP-1", "MIR-3", "RET-1", "FRK-1")
        from world in Worlds()
        from profile in Gen.Elements(Profile.All.ToArray())
        from comments in List(Remark.Where(remark => remark.Length > 0))
        from lines in Gen.OneOf(List(Lines(world)), Schedules(world))
        from tail in List(Remark)
        select new Scenario(title, [.. clauses], source, world, profile, WithoutFirstBlanks(lines))
        {
            Comments = comments,
            Tail = lines.Count == 0 ? [] : WithoutLastBlanks(tail),
        };

    // Blank lines between the header and the first line, and at the end of a file, say nothing.
    private static Sequence<ScenarioLine> WithoutFirstBlanks(Sequence<ScenarioLine> lines) =>
        lines.Count == 0
            ? lines
            : lines.Set(0, lines[0] with { Leading = [.. lines[0].Leading.SkipWhile(text => text.Length == 0)] });

    private static Sequence<string> WithoutLastBlanks(Sequence<string> lines) =>
        [.. lines.Reverse().SkipWhile(text => text.Length == 0).Reverse()];

    private static Gen<World> Worlds() =>
        from processes in Gen.Choose(1, 3)
        from pages in Gen.Choose(1, 9)
        from devices in Gen.Choose(0, 3)
        from frames in Gen.Choose(0, 12)
        from swap in Gen.Choose(0, 6)
        from deviceFrames in Gen.Choose(0, 4)
        from iova in Gen.Choose(0, 6)
        select new World(processes, pages, devices, frames, swap, deviceFrames, iova);

    private static Gen<Sequence<ScenarioLine>> Schedules(World world) =>
        from count in Gen.Choose(0, 12)
        from lines in Gen.OneOf(Lines(world), Remarked(ConcurrentArbitraries.Lines(Operations, Maybe(Wanted))))
            .ArrayOf(count)
        select ConcurrentArbitraries.Consistent(lines);

    private static Gen<ScenarioLine> Lines(World world) =>
        Remarked(
            Gen.OneOf(
                Operations.SelectMany(_ => Maybe(Wanted), (it, wanted) => (ScenarioLine)new OperationLine(it, wanted)),
                ExpectedPages(world),
                world.Devices == 0 ? ExpectedPages(world) : ExpectedMirrors(world),
                ExpectedUse(world)
            )
        );

    private static Gen<ScenarioLine> Remarked(Gen<ScenarioLine> lines) =>
        from line in lines
        from leading in List(Remark)
        from comment in Comment
        select line with
        {
            Leading = leading,
            Comment = comment,
        };

    private static Gen<ScenarioLine> ExpectedPages(World world) =>
        from process in Gen.Choose(0, world.Processes - 1)
        from page in Gen.Choose(0, world.Pages - 1)
        from place in Maybe(Member<PagePlace>())
        from device in Maybe(Gen.Choose(0, Math.Max(0, world.Devices - 1)))
        from right in Maybe(Member<EntryRight>())
        from value in Value
        from dirty in Maybe(Flag)
        from frameDirty in Maybe(Flag)
        from mappings in Maybe(Number)
        select (ScenarioLine)
            new ExpectPage(process, page)
            {
                Place = place,
                Device = place == PagePlace.Device && world.Devices > 0 ? device : null,
                Right = right,
                Value = value,
                Dirty = dirty,
                FrameDirty = frameDirty,
                Mappings = mappings,
            };

    private static Gen<ScenarioLine> ExpectedMirrors(World world) =>
        from process in Gen.Choose(0, world.Processes - 1)
        from device in Gen.Choose(0, world.Devices - 1)
        from page in Gen.Choose(0, world.Pages - 1)
        from right in Member<EntryRight>()
        from place in Maybe(Member<MirrorPlace>())
        from value in Maybe(Value)
        from dirty in Maybe(Flag)
        select (ScenarioLine)
            new ExpectMirror(process, device, page, right)
            {
                Place = place,
                Value = value,
                Dirty = dirty,
            };

    private static Gen<ScenarioLine> ExpectedUse(World world) =>
        from device in world.Devices == 0 ? Gen.Constant<int?>(null) : Maybe(Gen.Choose(0, world.Devices - 1))
        from frames in Number
        from other in Maybe(Number)
        select (ScenarioLine)
            new ExpectUsed(device)
            {
                Frames = frames,
                Swap = device is null ? other : null,
                Iova = device is null ? null : other,
            };

    private static Gen<T> Member<T>()
        where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    private static Gen<T?> Maybe<T>(Gen<T> some)
        where T : struct => Gen.OneOf(Gen.Constant<T?>(null), some.Select(it => (T?)it));

    private static Gen<WantedOutcome?> Maybe(Gen<WantedOutcome> some) =>
        Gen.OneOf(Gen.Constant<WantedOutcome?>(null), some.Select(it => (WantedOutcome?)it));

    private static Gen<Sequence<T>> List<T>(Gen<T> item) =>
        Gen.Choose(0, 4).SelectMany(count => item.ArrayOf(count)).Select(items => Sequence.Create<T>(items));

    private static Gen<Operation> OnTwo(Func<int, int, Operation> make) =>
        from first in Number
        from second in Number
        select make(first, second);

    private static Gen<Operation> OnRange(Func<int, PageRange, Operation> make) =>
        from process in Number
        from range in Range
        select make(process, range);

    private static Gen<Operation> OnDevice(Func<int, int, PageRange, Operation> make) =>
        from process in Number
        from device in Number
        from range in Range
        select make(process, device, range);
}
