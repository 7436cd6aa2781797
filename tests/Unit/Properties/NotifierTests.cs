using HmmSpec.Optimized;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Properties;

/// <summary>
/// The sequence numbers and callbacks of the optimized machine, which a comparison of states takes for names, and for free: they
/// are what the clauses say, and it makes the canonical choice.
/// </summary>
public sealed class NotifierTests
{
    private static readonly PageRange Page = new(0, 1);

    private readonly OptimizedMachine _machine = new(World.Default with { Devices = 3 }, Profile.Strict);

    public NotifierTests()
    {
        Do(
            new Attach(0, 2, DmaKind.Direct, 0),
            new Attach(1, 2, DmaKind.Direct, 0),
            new Attach(2, 2, DmaKind.Direct, 0),
            new Map(0, new PageRange(0, 4), Protection.ReadWrite),
            new Store(0, 0, 7)
        );
    }

    private long Notified => _machine.Observe().Processes[0].Notifier.Sequence;

    [Fact]
    public void A_new_mirror_has_the_number_before_the_notifiers() // MIR-3
    {
        long before = Notified;
        Do(new Register(0, 0, Page), new DontNeed(0, Page), new Register(0, 1, Page));
        Assert.Equal(before + 2, Notified);
        Assert.Equal(before + 1, NumberOf(1));
    }

    [Fact]
    public void A_window_makes_the_number_odd_and_its_end_even_and_who_is_told_takes_the_odd_one() // NTF-1, NTF-2, NTF-3
    {
        Do(new Register(0, 0, Page), new Register(0, 1, new PageRange(3, 1)));
        long before = Notified;
        Do(new DontNeed(0, Page));
        Assert.Equal((before + 2, before + 1, before - 1), (Notified, NumberOf(0), NumberOf(1)));
    }

    [Fact]
    public void A_window_of_which_nobody_is_told_changes_no_number() // NTF-1
    {
        Do(new Register(0, 0, new PageRange(3, 1)));
        long before = Notified;
        Do(new DontNeed(0, Page));
        Assert.Equal((before, before - 1), (Notified, NumberOf(0)));
    }

    [Fact]
    public void The_owner_of_an_exclusive_window_does_not_take_its_number_and_another_does() // EXC-5
    {
        Do(new Register(0, 0, Page), new Register(0, 1, Page));
        long before = Notified;
        Do(new MakeExclusive(0, 0, Page));
        Assert.Equal((before + 2, before - 1, before + 1), (Notified, NumberOf(0), NumberOf(1)));
    }

    [Fact]
    public void The_owner_of_a_migration_takes_the_number_of_its_window() // NTF-6
    {
        Do(new Register(0, 0, Page), new Register(0, 1, Page));
        long before = Notified;
        Do(new MigrateToDevice(0, 0, Page));
        Assert.Equal((before + 2, before + 1, before + 1), (Notified, NumberOf(0), NumberOf(1)));
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void Mirrors_are_told_in_the_order_of_their_devices_whatever_the_order_in_which_they_came( // NTF-5
        int first,
        int second,
        int third
    )
    {
        Do(new Register(0, first, Page), new Register(0, second, Page), new Register(0, third, Page));
        Do(new DontNeed(0, Page));
        Assert.Equal(
            [0, 1, 2],
            _machine
                .Events.ToArray()
                .Where(static item => item.Phase == EventPhase.Callback)
                .Select(static item => item.Device)
        );
    }

    private long NumberOf(int device) => _machine.Observe().Processes[0].Mirrors[device].Sequence;

    private void Do(params Operation[] operations)
    {
        foreach (Operation operation in operations)
        {
            Assert.Equal(Status.Ok, _machine.Apply(operation).Status);
        }
    }
}
