using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Activities;

/// <summary>What operations tell flat memory and the notifiers, and no more.</summary>
public sealed class EffectTests
{
    [Fact]
    public void A_device_that_may_not_read_is_refused_a_load()
    {
        State state = Reach.After(Reach.Mirrored, "unmap p0 3+1");
        Transition fault = ReferenceModel.Run(state, Reach.Read("range-fault p0 d0 3+1 default=fault"));
        Assert.Equal(Status.EFAULT, fault.Outcome.Status);
        Assert.Equal([FlatEffect.Refused(0, 3, write: false)], fault.Effects);
    }

    [Fact]
    public void What_is_locked_without_any_right_is_refused_a_load()
    {
        State state = Reach.After(Reach.Mirrored, "protect p0 3+1 none");
        Transition locked = ReferenceModel.Run(state, Reach.Read("mlock p0 3+1"));
        Assert.Equal(Status.ENOMEM, locked.Outcome.Status);
        Assert.Equal(
            [FlatEffect.Lock(0, new PageRange(3, 1), locked: true), FlatEffect.Refused(0, 3, write: false)],
            locked.Effects
        );
    }

    [Fact]
    public void Beyond_the_address_space_nothing_is_looked_at_and_nothing_waited_for()
    {
        State held = Reach.Mirrored.With(0, static process => process with { Lock = new MmapLock(0, Writer: true) });
        int beyond = held.World.Pages;
        Transition load = ReferenceModel.Run(held, new Load(0, beyond));
        Assert.Equal(Status.SIGSEGV, load.Outcome.Status);
        Assert.Empty(load.Effects);
    }

    [Fact]
    public void Steps_without_a_meaning_are_not_told_and_no_event_comes_of_nothing()
    {
        State state = Reach.After("map p0 0+1 read-write");
        Transition store = ReferenceModel.Run(state, new Store(0, 0, 7));
        Assert.Equal([FlatEffect.Access(0, 0, write: true, 7)], store.Effects);
        Assert.Empty(store.Events);
    }
}
