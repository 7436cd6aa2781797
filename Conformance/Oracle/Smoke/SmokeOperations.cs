using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The operations of the checks: always the same for the same capabilities, and only what is declared.</summary>
internal static class SmokeOperations
{
    private const ulong Seed = 1;
    private const ulong Content = 7;

    private static readonly int[] Numbers = [-1, int.MaxValue, int.MinValue];

    /// <summary>Operations as a check generates them.</summary>
    public static Sequence<Operation> Generated(SmokeTalk talk, int count)
    {
        OperationGenerator generator = new(
            Weights.Only([.. talk.Can.Operations.Where(kind => Weights.IsPossible(kind, talk.World))]),
            Seed
        );
        State state = ReferenceModel.Init(talk.World, talk.Profile);
        Operation[] operations = new Operation[count];
        for (int index = 0; index < count; index++)
        {
            operations[index] = generator.Next(state);
            state = ReferenceModel.Run(state, operations[index]).After;
        }

        return [.. operations];
    }

    /// <summary>One operation of each kind, in an order in which they mean something.</summary>
    public static Sequence<Operation> OfEachKind(SmokeTalk talk)
    {
        PageRange all = talk.World.AddressSpace;
        PageRange one = new(0, 1);
        return Declared(
            talk,
            [
                new Attach(0, Math.Min(2, talk.World.DeviceFrames), DmaKind.Direct, 0),
                new Register(0, 0, all),
                new Map(0, all, Protection.ReadWrite),
                new Store(0, 0, Content),
                new Load(0, 0),
                new RangeFault(0, 0, one, Request.Fault, Request.None, []),
                new Snapshot(0, 0, one),
                new DeviceLoad(0, 0, one),
                new DeviceStore(0, 0, one, Content),
                new MakeExclusive(0, 0, one),
                new DeviceAtomic(0, 0, 0, Content),
                new MigrateToDevice(0, 0, one),
                new MigrateToSystem(0, 0, one),
                new Evict(0, 1),
                new Compact(0, 0),
                new Pin(0, 0, 0),
                new Unpin(0),
                new SwapOut(0, 0),
                new Mlock(0, one),
                new Munlock(0, one),
                new Advise(0, one, Advice.Free),
                new Remap(0, one, 1, RemapFlags.MayMoveFixed, talk.World.Pages - 1),
                new Protect(0, one, Protection.Read),
                new DontNeed(0, one),
                new Fork(0, 1),
                new FailUpdate(0, 0),
                new Unregister(0, 0),
                new Lose(0),
                new Detach(0),
                new Unmap(0, one),
                new MapFile(0, one, Protection.ReadWrite, 0, 0, Sharing.Shared),
                new WriteBack(0, one),
                new DropCache(0, one),
                new PunchHole(0, one),
                new Truncate(0, 0),
                new Exit(0),
            ]
        );
    }

    /// <summary>Something that is there afterwards: memory with a content, and a device that reaches it.</summary>
    public static Sequence<Operation> Something(SmokeTalk talk) =>
        [.. OfEachKind(talk).Where(static operation => operation is Attach or Register or Map or Store or DeviceLoad)];

    /// <summary>Operations whose numbers are of nothing that there is at the start.</summary>
    public static Sequence<Operation> Nonsense(SmokeTalk talk) =>
        [.. Numbers.SelectMany(number => Declared(talk, [.. OfNumber(0, number), .. OfNumber(number, number)]))];

    private static Sequence<Operation> OfNumber(int whose, int number)
    {
        PageRange range = new(number, number);
        return
        [
            new Attach(number, number, DmaKind.Iommu, number),
            new Register(whose, number, range),
            new Map(whose, range, Protection.ReadWrite),
            new Store(whose, number, ulong.MaxValue),
            new MapFile(whose, range, Protection.ReadWrite, number, number, Sharing.Private),
            new WriteBack(number, range),
            new DropCache(number, range),
            new PunchHole(number, range),
            new Truncate(number, number),
            new Load(whose, number),
            new RangeFault(whose, number, range, Request.FaultWrite, Request.None, []),
            new Snapshot(whose, number, range),
            new DeviceLoad(whose, number, range),
            new DeviceStore(whose, number, range, ulong.MaxValue),
            new MigrateToDevice(whose, number, range),
            new MigrateToSystem(whose, number, range),
            new Evict(number, number),
            new MakeExclusive(whose, number, range),
            new DeviceAtomic(whose, number, number, ulong.MaxValue),
            new Compact(whose, number),
            new Pin(whose, number, number),
            new Unpin(number),
            new SwapOut(whose, number),
            new Mlock(whose, range),
            new Munlock(whose, range),
            new Advise(whose, range, Advice.Free),
            new Remap(whose, range, number, RemapFlags.MayMoveFixed, number),
            new Protect(whose, range, Protection.Read),
            new DontNeed(whose, range),
            new Fork(whose, number),
            new FailUpdate(whose, number),
            new Unregister(whose, number),
            new Detach(number),
            new Lose(number),
            new Unmap(whose, range),
            new Exit(number),
        ];
    }

    private static Sequence<Operation> Declared(SmokeTalk talk, Sequence<Operation> operations) =>
        [
            .. operations
                .Where(operation => talk.Can.Operations.Contains(OperationKinds.Of(operation)))
                .Select(operation => RoomyOperations.Widen(operation, talk.World, talk.Can)),
        ];
}
