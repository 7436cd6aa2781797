using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Renamings;

/// <summary>What a canonical state keeps of sequence numbers, and of slots that are in the swap cache.</summary>
public sealed class CanonicalStateTests
{
    [Fact]
    public void Of_a_mirrors_number_it_is_left_whether_it_is_the_notifiers()
    {
        State told = With(notifier: 8, mirror: 8);
        State older = With(notifier: 8, mirror: 5);

        Assert.NotEqual(Canonical.Of(told), Canonical.Of(older));
        Assert.Equal(Canonical.Of(told), Canonical.Of(With(notifier: 12, mirror: 12)));
        Assert.Equal(Canonical.Of(older), Canonical.Of(With(notifier: 12, mirror: 3)));
    }

    [Fact]
    public void Of_the_notifiers_number_it_is_left_whether_a_window_is_open()
    {
        State open = With(notifier: 9, mirror: 5);

        Assert.NotEqual(Canonical.Of(open), Canonical.Of(With(notifier: 10, mirror: 5)));
        Assert.Equal(Canonical.Of(open), Canonical.Of(With(notifier: 11, mirror: 7)));
    }

    [Fact]
    public void A_slot_and_the_frame_that_holds_what_is_in_it_still_name_each_other()
    {
        State start = State.Initial(new World(2, 1, 0, 3, 2, 0, 0), Profile.Strict);
        State cached = Canonical.Of(
            Reach.After(start, "map p0 0+1 read-write", "store p0 0 7", "fork p0 p1", "swap-out p0 0", "load p0 0")
        );
        int frame = cached.Processes[0].PageTable[0].Target.Frame;
        int slot = cached.Memory[frame].Slot;

        Assert.Equal(cached.Processes[1].PageTable[0].Slot, slot);
        Assert.Equal(frame, cached.Swap[slot].Cached);
    }

    private static State With(long notifier, long mirror) =>
        Reach
            .Mirrored.With(0, process => process with { Notifier = process.Notifier with { Sequence = notifier } })
            .With(0, 0, old => old with { Sequence = mirror });
}
