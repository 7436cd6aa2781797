using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Activities;

/// <summary>How a window is opened, and whom it asks next.</summary>
public sealed class WindowStepTests
{
    [Fact]
    public void A_window_that_concerns_nobody_is_its_opener_s_at_once()
    {
        ActivityRun run = new(Reach.After("map p0 0+1 read-write"), "protect p0 0+1 read");
        _ = run.Step();
        ProtectActivity next = Assert.IsType<ProtectActivity>(run.Activity);
        Assert.Equal(new Reply(Status.Ok, Assert.Single(run.State.Processes[0].Notifier.Windows).Id, []), next.Reply);
    }

    [Fact]
    public void Whoever_is_spared_is_one_of_those_whom_it_concerns()
    {
        State state = Reach.After(
            ReferenceModel.Init(World.Default, Profile.V9Migration),
            "attach d0 2 direct",
            "attach d1 2 direct",
            "register p0 d0 0+4",
            "register p0 d1 4+4",
            "map p0 0+4 read-write",
            "store p0 0 7",
            "migrate-to-device p0 d0 0+1"
        );
        ActivityRun run = new ActivityRun(state, "load p0 0").To("invalidate range start");
        Window window = Assert.Single(run.State.Processes[0].Notifier.Windows);
        Assert.Equal((0UL, 1UL), (window.Pending, window.Spared));
    }

    [Fact]
    public void Every_mirror_that_waits_for_it_can_be_told_next_and_each_is_offered_once()
    {
        State state = Reach.After(
            "attach d0 2 direct",
            "attach d1 2 direct",
            "register p0 d0 0+4",
            "register p0 d1 0+4",
            "map p0 0+1 read-write"
        );
        ActivityRun run = new(state, "protect p0 0+1 read");
        _ = run.Step();
        Assert.Equal(
            [Choice.Canonical, new Choice(ChoiceKind.CallbackOrder, 1)],
            run.Next.All.Select(static one => one.Choice)
        );
        _ = run.Step();
        Assert.Equal([Choice.Canonical], run.Next.All.Select(static one => one.Choice));
    }
}
