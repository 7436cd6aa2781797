using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.HappeningSteps;

/// <summary>An entry that a driver drops, and a mirror that dies for no reason.</summary>
public sealed class MirrorHappeningTests
{
    private static readonly State Armed = Reach.After(
        ReferenceModel.Init(World.Default, Profile.V9),
        "attach d0 2 iommu 2",
        "register p0 d0 0+4",
        "map p0 0+4 read-write",
        "device-store p0 d0 0+1 7",
        "fail-update p0 d0"
    );

    private static State Locked(State state) => state.With(0, 0, static mirror => mirror with { Locked = true });

    [Fact]
    public void An_entry_is_dropped_with_its_mapping_and_its_dirty_bit()
    {
        State dropped = Reach.Mirrored.After(new DropEntry(0, 0, 0));
        Mirror before = Reach.Mirrored.Processes[0].Mirrors[0];
        Mirror after = dropped.Processes[0].Mirrors[0];
        Assert.Equal(MirrorEntry.None, after.Entries[0]);
        Assert.False(dropped.Devices[0].Iovas.IsUsed(before.Entries[0].Address));
        Assert.True(dropped.FrameAt(dropped.Entry(0, 0).Target).Dirty);
        Assert.Equal(before.Entries[1], after.Entries[1]);
    }

    [Fact]
    public void A_mirror_that_fails_its_next_update_is_gone()
    {
        State killed = Armed.After(new KillMirror(0, 0));
        Assert.Equal(MirrorStage.None, killed.Processes[0].Mirrors[0].Stage);
        Assert.False(killed.Devices[0].Iovas.IsUsed(0));
    }

    [Fact]
    public void A_mirror_that_does_not_stays() =>
        Armed
            .With(0, 0, static mirror => mirror with { FailsNextUpdate = false })
            .AssertFails(new KillMirror(0, 0), Status.EINVAL);

    [Fact]
    public void Both_wait_for_the_lock_of_the_driver()
    {
        Assert.Equal(Blocked.DriverLock, Locked(Reach.Mirrored).WaitsFor(new DropEntry(0, 0, 0)));
        Assert.Equal(Blocked.DriverLock, Locked(Armed).WaitsFor(new KillMirror(0, 0)));
    }
}
