using HmmSpec.Data;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Renamings;

/// <summary>
/// The canonical form of what is under way: what an activity remembers is renamed as its state is, and of windows and samples
/// only that is left which can be told apart.
/// </summary>
public sealed class CanonicalActivityTests
{
    [Fact]
    public void What_an_activity_remembers_of_its_state_has_the_name_that_the_state_gives_it()
    {
        // The device mirrors page 1 before page 0, so that its IOVAs are numbered the other way than the walk meets them.
        State state = Reach.After(
            "attach d0 2 iommu 3",
            "register p0 d0 0+4",
            "map p0 0+4 read-write",
            "store p0 1 8",
            "store p0 0 7",
            "device-load p0 d0 1+1",
            "device-load p0 d0 0+1"
        );
        MirrorEntry entry = state.Processes[0].Mirrors[0].Entries[0];
        Pte pte = state.Processes[0].PageTable[0];
        Assert.Equal(1, entry.Address);
        Assert.Equal(1, pte.Target.Frame);

        (State canonical, Memory memory) = Of(state, new Memory(Iova: entry.Address, Entry: pte, Target: pte.Target));
        Assert.Equal(canonical.Processes[0].Mirrors[0].Entries[0].Address, memory.Iova);
        Assert.Equal(canonical.Processes[0].PageTable[0], memory.Entry);
        Assert.Equal(canonical.Processes[0].PageTable[0].Target, memory.Target);
        Assert.Equal(0, memory.Iova);
        Assert.Equal([0, 1], Of(state, new Memory { Iovas = [1, 0] }).Memory.Iovas);
        Assert.Equal(0, memory.Entry.Target.Frame);
        Assert.Equal(Canonical.Of(state), canonical);
    }

    [Fact]
    public void No_iova_stays_none() => Assert.Equal(-1, Of(Reach.Mirrored, new Memory(Iova: -1)).Memory.Iova);

    [Fact]
    public void The_callers_of_an_activity_are_renamed_too_and_who_does_nothing_stays_so()
    {
        State state = Opened(Reach.Mirrored, 0, windows: [41], faults: []);
        Memory called = new(Window: 41) { Caller = new Memory(Window: 41) };
        Sequence<Activity?> activities = Canonical.Of(state, [null, called]).Activities;
        Assert.Equal(2, activities.Count);
        Assert.Null(activities[0]);
        Assert.Equal(new Memory(Window: 1) { Caller = new Memory(Window: 1) }, activities[1]);
    }

    [Theory]
    [InlineData(41)]
    [InlineData(43)]
    [InlineData(51)]
    [InlineData(53)]
    public void What_is_open_is_remembered_by_the_number_that_the_canonical_state_gives_it(int id)
    {
        State state = Opened(Reach.Mirrored, 0, windows: [41, 43], faults: [51, 53]);
        (State canonical, Memory memory) = Of(state, new Memory(Window: id));
        Notifier old = state.Processes[0].Notifier;
        Notifier now = canonical.Processes[0].Notifier;
        Assert.Equal(Ids(old).IndexOf(id), Ids(now).IndexOf(memory.Window));
        Assert.Equal([1, 2, 3, 4], Ids(now));
    }

    [Fact]
    public void What_is_open_in_different_processes_is_told_apart_and_what_is_closed_is_none()
    {
        State state = Opened(Reach.Mirrored, 0, windows: [41, 43], faults: [51]);
        state = Opened(state, 1, windows: [45], faults: [55, 57]);
        int[] names =
        [
            .. ((int[])[41, 43, 51, 45, 55, 57]).Select(id => Of(state, new Memory(Window: id)).Memory.Window),
        ];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.DoesNotContain(0, names);
        Assert.Equal(0, Of(state, new Memory(Window: 42)).Memory.Window);
        Assert.Equal(0, Of(state, new Memory(Window: 0)).Memory.Window);
    }

    [Fact]
    public void Of_a_sample_it_is_left_whether_it_is_of_before_the_window_that_is_open_or_older()
    {
        // The notifier has 9, for a window is open; the mirror was told of the one with 5.
        State state = Sampling(Reach.Mirrored, notifier: 9, mirror: 5);
        long news = Sampled(state, 5);
        long before = Sampled(state, 8);
        long old = Sampled(state, 3);
        Assert.Equal(3, new HashSet<long> { news, before, old }.Count);
        Assert.Equal(old, Sampled(state, 7));

        // The same with other numbers cannot be told apart.
        State later = Sampling(Reach.Mirrored, notifier: 29, mirror: 25);
        Assert.Equal([news, before, old], [Sampled(later, 25), Sampled(later, 28), Sampled(later, 23)]);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 2)]
    [InlineData(0, -1)]
    public void Who_names_no_process_or_device_has_taken_no_sample(int process, int device)
    {
        State state = Sampling(Reach.Mirrored, notifier: 9, mirror: 5);
        Assert.Equal(5, Of(state, new Memory(Sampler: (process, device), Sample: 5)).Memory.Sample);
    }

    [Fact]
    public void Slots_of_memory_files_are_renamed_in_the_order_of_their_pages()
    {
        State start = State.Initial(new World(1, 2, 0, 3, 2, 0, 0) { MemoryFiles = 1, FilePages = 2 }, Profile.Strict);
        State stored = Reach.After(start, "map-file p0 0+2 read-write f0 0 shared", "store p0 0 7", "store p0 1 8");
        State forwards = Reach.After(stored, "swap-out p0 0", "swap-out p0 1");
        State backwards = Reach.After(stored, "swap-out p0 1", "swap-out p0 0");
        AssertSameUpToNames(forwards, backwards);
    }

    [Fact]
    public void Frames_that_only_the_page_cache_names_are_renamed_in_the_order_of_its_pages()
    {
        State start = State.Initial(new World(1, 2, 0, 3, 2, 0, 0) { MemoryFiles = 1, FilePages = 2 }, Profile.Strict);
        State mapped = Reach.After(start, "map-file p0 0+2 read-write f0 0 shared");
        AssertSameUpToNames(
            Reach.After(mapped, "store p0 0 7", "store p0 1 8", "unmap p0 0+2"),
            Reach.After(mapped, "store p0 1 8", "store p0 0 7", "unmap p0 0+2")
        );
    }

    [Fact]
    public void Frames_that_only_pins_name_are_renamed_in_the_order_of_the_pins()
    {
        State start = State.Initial(new World(1, 2, 0, 3, 2, 0, 0) { Pins = 2 }, Profile.Strict);
        State mapped = Reach.After(start, "map p0 0+2 read-write");
        string[] pinned = ["pin p0 0 0", "pin p0 1 1", "unmap p0 0+2"];
        AssertSameUpToNames(
            Reach.After(Reach.After(mapped, "store p0 0 7", "store p0 1 8"), pinned),
            Reach.After(Reach.After(mapped, "store p0 1 8", "store p0 0 7"), pinned)
        );
    }

    private static void AssertSameUpToNames(State one, State other)
    {
        Assert.NotEqual(one, other);
        Assert.Equal(Canonical.Of(one), Canonical.Of(other));
    }

    private static (State State, Memory Memory) Of(State state, Memory memory)
    {
        (State canonical, Sequence<Activity?> activities) = Canonical.Of(state, [memory]);
        return (canonical, (Memory)Assert.Single(activities)!);
    }

    private static long Sampled(State state, long sample) => Of(state, new Memory(Sample: sample)).Memory.Sample;

    private static State Sampling(State state, long notifier, long mirror) =>
        state
            .With(0, process => process with { Notifier = process.Notifier with { Sequence = notifier } })
            .With(0, 0, old => old with { Sequence = mirror });

    private static State Opened(State state, int number, int[] windows, int[] faults)
    {
        PageRange first = new(0, 1);
        Notifier notifier = new(
            3,
            [.. windows.Select(id => new Window(id, first, EventKind.Clear, -1, 0))],
            [.. faults.Select(id => new ActiveFault(id, 0, first, BackedOff: false))]
        );
        return state.With(number, process => process with { Notifier = notifier });
    }

    private static List<int> Ids(Notifier notifier) =>
        [.. notifier.Windows.Select(static window => window.Id), .. notifier.Faults.Select(static fault => fault.Id)];

    // It does nothing but remember.
    private sealed record Memory(
        int Iova = -1,
        Target Target = default,
        Pte Entry = default,
        int Window = 0,
        (int Process, int Device) Sampler = default,
        long Sample = 0
    ) : Activity
    {
        public Sequence<int> Iovas { get; init; }

        public override Successors Next(State state) => Blocked.PageLock;

        public override Activity Through(ILocals locals) =>
            this with
            {
                Iova = locals.Iova(0, Iova),
                Iovas = locals.Each(Iovas, static (each, iova) => each.Iova(0, iova)),
                Target = locals.Target(Target),
                Entry = locals.Entry(Entry),
                Window = locals.Window(Window),
                Sample = locals.Sample(Sampler.Process, Sampler.Device, Sample),
            };
    }
}
