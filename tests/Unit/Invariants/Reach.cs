using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>States that the reference reaches by a few operations, written as text.</summary>
internal static class Reach
{
    private static readonly World World = new(2, 4, 2, 6, 2, 2, 3);

    /// <summary>
    /// Page 0 is in system memory and was stored to by the device, page 1 is the zero page and mirrored, page 2 is in the
    /// device's memory and mirrored, page 3 was never touched.
    /// </summary>
    public static State Mirrored { get; } =
        After(
            "attach d0 2 iommu 3",
            "register p0 d0 0+4",
            "map p0 0+4 read-write",
            "store p0 0 7",
            "store p0 2 5",
            "migrate-to-device p0 d0 2+1",
            "device-store p0 d0 0+1 8",
            "device-load p0 d0 1+2"
        );

    /// <summary>Page 0 is in frame 0, which is the cached copy of slot 0, and in the child still in the slot.</summary>
    public static State Swapped { get; } =
        After("map p0 0+4 read-write", "store p0 0 7", "fork p0 p1", "swap-out p0 0", "load p0 0");

    public static State After(params string[] lines) => After(ReferenceModel.Init(World, Profile.Strict), lines);

    public static State After(State state, params string[] lines)
    {
        foreach (string line in lines)
        {
            Transition transition = ReferenceModel.Run(state, Read(line));
            Assert.Equal(Status.Ok, transition.Outcome.Status);
            state = transition.After;
        }

        return state;
    }

    public static Operation Read(string line)
    {
        Assert.True(OperationText.TryParse(line, out Operation? operation, out TextError? error), $"{error}");
        return operation;
    }

    public static State With(this State state, int process, Func<Process, Process> changed) =>
        state.WithProcess(process, changed(state.Processes[process]));

    public static State With(this State state, int process, int device, Func<Mirror, Mirror> changed) =>
        state.WithMirror(process, device, changed(state.Processes[process].Mirrors[device]));

    public static State WithEntry(this State state, int page, Func<MirrorEntry, MirrorEntry> changed) =>
        state.With(0, 0, mirror => mirror with { Entries = mirror.Entries.Set(page, changed(mirror.Entries[page])) });

    public static State With(this State state, int process, int page, Func<Pte, Pte> changed) =>
        state.WithPte(process, page, changed(state.Processes[process].PageTable[page]));

    public static State With(this State state, Target target, Func<Frame, Frame> changed) =>
        state.WithFrame(target, changed(state.FrameAt(target)));
}
