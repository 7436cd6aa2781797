using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Activities;

/// <summary>
/// What activities remember. What means nothing any more is not remembered: exploring takes for different what differs.
/// </summary>
public sealed class ActivityLocalsTests
{
    private static readonly State WithFile = Reach.After(
        ReferenceModel.Init(World.Default with { Files = 1, FilePages = 2 }, Profile.Strict),
        "map-file p0 0+2 read-write f0 0 shared",
        "store p0 0 7",
        "store p0 1 8"
    );

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, new ReferenceSteps().Kinds.Count)];

    public static TheoryData<int> Labels => [.. Enum.GetValues<ExclusiveAccess.Step>().Select(static it => (int)it)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_begins_has_no_frame_yet(int kind) =>
        Assert.Empty(Locals.FramesOf(new ReferenceSteps().Kinds[kind]));

    [Theory]
    [InlineData("write-back f0 0+2", "write, unlock page")]
    [InlineData("punch-hole f0 0+2", "zero on storage")]
    public void Between_two_pages_of_a_file_there_is_no_frame(string operation, string label)
    {
        ActivityRun run = new(WithFile, operation);
        Assert.NotEmpty(Locals.FramesOf(run.To("lock page").Activity!));
        Assert.Empty(Locals.FramesOf(run.To(label).Activity!));
    }

    [Fact]
    public void Once_a_page_has_moved_the_free_frame_is_its_own()
    {
        ActivityRun run = new(Reach.Mirrored, "compact p0 0");
        _ = run.Step();
        Assert.Equal(2, Locals.FramesOf(run.Activity!.Caller!).Length);
        _ = Assert.Single(Locals.FramesOf(run.To("check references, migrate").Activity!));
    }

    [Fact]
    public void Once_they_are_free_no_frames_are_gathered()
    {
        ActivityRun run = new ActivityRun(Reach.Mirrored, "dontneed p0 0+1").To("clear entry, flush TLB");
        _ = Assert.Single(Locals.FramesOf(run.Activity!));
        Assert.Empty(Locals.FramesOf(run.To("free frames").Activity!));
    }

    [Fact]
    public void A_page_that_is_evicted_by_its_frame_has_no_page_of_a_process()
    {
        ActivityRun run = new ActivityRun(Reach.Mirrored, "evict d0 1").To("lock pages");
        Assert.Equal(-1, Assert.Single(((Migration)run.Activity!).Items).Page);
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void A_sample_is_remembered_as_long_as_it_is_compared(int label)
    {
        ExclusiveAccess.Step step = (ExclusiveAccess.Step)label;
        bool isCompared =
            step is ExclusiveAccess.Step.Isolate or ExclusiveAccess.Step.Replace or ExclusiveAccess.Step.Check;
        ExclusiveAccess access = new(0, 0, new PageRange(0, 1)) { Label = step, Sampled = 7 };
        Assert.Equal(
            access with
            {
                Sampled = isCompared ? 7 + Locals.OfSample : 0,
            },
            access.Through(new Locals(renames: false))
        );
    }

    [Fact]
    public void What_happens_by_itself_is_renamed_part_by_part()
    {
        const int process = 1 + Locals.OfProcess;
        const int device = 2 + Locals.OfDevice;
        const int page = 3 + Locals.OfNumber;
        AssertRenamed(new EntryDrop(process, device, page), new EntryDrop(1, 2, 3));
        AssertRenamed(new ExclusiveKeeping(process, device, page), new ExclusiveKeeping(1, 2, 3));
        AssertRenamed(new LazyFreeEnd(process, page), new LazyFreeEnd(1, 3));
        AssertRenamed(new WriteGain(process, page), new WriteGain(1, 3));
        AssertRenamed(new MirrorDeath(process, device), new MirrorDeath(1, 2));
        AssertRenamed(
            new Callbacks(process, 4 + Locals.OfWindow, OwnerKeeps: true),
            new Callbacks(1, 4, OwnerKeeps: false)
        );
    }

    private static void AssertRenamed(Activity expected, Activity activity)
    {
        Activity caller = new WriteGain(0, 0);
        Activity renamed = (activity with { Caller = caller }).Through(new Locals(renames: true));
        Assert.Equal(expected with { Caller = caller, Reply = renamed.Reply }, renamed);
        Assert.Equal(Locals.OfWindow, renamed.Reply.Window);
    }
}
