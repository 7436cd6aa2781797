using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.HappeningSteps;

/// <summary>What comes of something that happens by itself.</summary>
internal static class Happening
{
    /// <summary>The state after it, if it ended well.</summary>
    public static State After(this State state, Spontaneous happening)
    {
        Transition transition = ReferenceModel.Run(state, happening);
        Assert.Equal(Outcome.Ok, transition.Outcome);
        return transition.After;
    }

    /// <summary>Nothing becomes of it, however it ends.</summary>
    public static void AssertNothingComesOf(this State state, Spontaneous happening) =>
        Assert.Equal(state.Hash64, ReferenceModel.Run(state, happening).After.Hash64);

    /// <summary>It fails, and nothing else becomes of it.</summary>
    public static void AssertFails(this State state, Spontaneous happening, Status status)
    {
        Transition transition = ReferenceModel.Run(state, happening);
        Assert.Equal(Outcome.Fail(status), transition.Outcome);
        Assert.Equal(state.Hash64, transition.After.Hash64);
    }

    /// <summary>What its first step waits for.</summary>
    public static Blocked WaitsFor(this State state, Spontaneous happening) =>
        ReferenceModel.Begin(happening).Next(state).Blocked;

    /// <summary>An entry of the page table.</summary>
    public static Pte Entry(this State state, int process, int page) => state.Processes[process].PageTable[page];

    /// <summary>The state in which the page behind an entry is locked.</summary>
    public static State WithLocked(this State state, Target target) =>
        state.WithFrame(target, state.FrameAt(target) with { Locked = true });
}
