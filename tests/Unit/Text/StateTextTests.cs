using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>States as people read them.</summary>
public sealed class StateTextTests
{
    [Fact]
    public void A_state_reads_line_by_line() =>
        Assert.Equal(
            """
            world processes=2 pages=8 devices=2 frames=12 swap=6 device-frames=4 iova=6
            profile strict
            frames 1 of 12, swap 0 of 6
            d0: iommu, frames 0 of 4, iova 1 of 6
            d1: absent
            p0: alive
              0+4 read-write
              page 1: zero read young (rights=read-write)
              page 3: system write dirty young value=7 (rights=read-write mappings=1 references=1 tlb=write)
              mirror d0: live 0+8
                page 3: system read value=7
            p1: absent

            """,
            StateText.Format(TextStates.OnePage(frame: 0))
        );

    [Fact]
    public void A_difference_is_a_path_and_both_sides() =>
        Assert.Equal(
            [
                "frames used: 1 | 0",
                "d0: iommu, frames 0 of 4, iova 1 of 6 | iommu, frames 1 of 4, iova 0 of 6",
                "p0 page 1: zero read young | none",
                "p0 page 3: system write dirty young value=7 (rights=read-write mappings=1 references=1 tlb=write) | "
                    + "device d0 write value=7 (rights=read-write mappings=1 references=1 frame-dirty)",
                "p0 d0 page 3: system read value=7 | device write dirty value=7",
            ],
            StateDiff.Between(TextStates.OnePage(frame: 0), TextStates.Migrated(frame: 1))
        );

    [Fact]
    public void Numbers_of_frames_make_no_difference()
    {
        Assert.NotEqual(TextStates.OnePage(frame: 0), TextStates.OnePage(frame: 3));
        Assert.Empty(StateDiff.Between(TextStates.OnePage(frame: 0), TextStates.OnePage(frame: 3)));
    }

    [Fact]
    public void Processes_locks_windows_and_mirrors_make_a_difference()
    {
        State state = TextStates.OnePage(frame: 0);
        Process process = state.Processes[0];
        Window window = new(0, new PageRange(0, 4), EventKind.Migrate, 1, 0b11);
        ActiveFault fault = new(1, 1, new PageRange(2, 1), BackedOff: true);
        State other = state
            .WithProcess(
                0,
                process with
                {
                    Lock = new MmapLock(2, Writer: false),
                    Notifier = process.Notifier with { Windows = [window], Faults = [fault] },
                    Mirrors = process.Mirrors.Set(0, process.Mirrors[0] with { Locked = true }),
                }
            )
            .WithProcess(1, state.Processes[1] with { Alive = true });
        Assert.Equal(
            [
                "profile: strict | linux-6.1",
                "p0 mmap lock: free | 2 readers",
                "p0 windows: none | migrate 0+4 owner=d1 pending=d0 pending=d1",
                "p0 device faults: none | d1 2+1 backed-off",
                "p0 d0: live 0+8 | live 0+8 locked",
                "p1: absent | alive",
            ],
            StateDiff.Between(state, other with { Profile = Profile.Linux61 })
        );
        Assert.Equal(other, StateEncoding.Decode(StateEncoding.Encode(other), other.World, other.Profile));
        Assert.Contains("  mmap lock: 2 readers\n", StateText.Format(other), StringComparison.Ordinal);
        Assert.Contains("  device faults: d1 2+1 backed-off\n", StateText.Format(other), StringComparison.Ordinal);
        Assert.Contains("  windows: migrate 0+4", StateText.Format(other), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_under_way_reads_in_a_few_words()
    {
        State state = TextStates.OnePage(frame: 0);
        Process process = state.Processes[0];
        Translation cached = new(true, false, Target.System(0));
        Mirror mirror = process.Mirrors[0];
        State other = state.WithProcess(
            0,
            process with
            {
                Lock = new MmapLock(1, Writer: true),
                Notifier = process.Notifier with
                {
                    Windows =
                    [
                        new Window(1, new PageRange(0, 4), EventKind.Migrate, 0, 0b10) { Spared = 0b101 },
                        new Window(2, new PageRange(5, 1), EventKind.Clear, -1, 0),
                    ],
                    Faults =
                    [
                        new ActiveFault(3, 0, new PageRange(2, 1), BackedOff: false),
                        new ActiveFault(4, 1, new PageRange(6, 1), BackedOff: true),
                    ],
                },
                Mirrors = process.Mirrors.Set(0, mirror with { Tlb = mirror.Tlb.Set(5, cached) }),
            }
        );
        Assert.Equal(
            [
                "p0 mmap lock: free | 1 readers and a writer",
                "p0 windows: none | migrate 0+4 owner=d0 pending=d1 spared=d0 spared=d2; clear 5+1",
                "p0 device faults: none | d0 2+1; d1 6+1 backed-off",
                "p0 d0 page 5: none (no tlb) | none (tlb=read)",
            ],
            StateDiff.Between(state, other)
        );
        Assert.Contains("    page 5: none (tlb=read)\n", StateText.Format(other), StringComparison.Ordinal);
    }

    [Fact]
    public void States_of_different_worlds_differ_in_that() =>
        Assert.StartsWith(
            "world: processes=2 pages=8 ",
            Assert.Single(
                StateDiff.Between(
                    State.Initial(World.Default, Profile.Strict),
                    State.Initial(World.Default with { Pages = 3 }, Profile.Strict)
                )
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(PteKind.None, -1, false, false, "none")]
    [InlineData(PteKind.Present, -1, true, false, "zero read")]
    [InlineData(PteKind.Present, -1, false, true, "system write value=0")]
    [InlineData(PteKind.ProtNone, -1, false, false, "system protnone value=0")]
    [InlineData(PteKind.Swap, -1, false, false, "swap value=0")]
    [InlineData(PteKind.DevicePrivate, 1, false, false, "device d1 read value=0")]
    [InlineData(PteKind.Migration, -1, false, true, "migrating system write value=0")]
    public void An_entry_of_each_kind_reads_short(PteKind kind, int device, bool zero, bool writable, string text)
    {
        PageView view = default(PageView) with
        {
            IsMapped = true,
            Kind = kind,
            Device = device,
            IsZero = zero,
            Writable = writable,
        };
        Assert.Equal(text, PageViewText.Format(view));
        string unmapped = kind == PteKind.None ? "-" : $"unmapped {text}";
        Assert.Equal(unmapped, PageViewText.Format(view with { IsMapped = false }));
    }

    [Fact]
    public void An_entry_of_a_mirror_reads_short()
    {
        MirrorView view = new(MirrorEntryKind.Device, false, true, true, 7, true, true);
        Assert.Equal("device write dirty value=7", MirrorViewText.Format(view));
        Assert.Equal("tlb=write", MirrorViewText.Details(view));
        Assert.Equal("none", MirrorViewText.Format(default));
        Assert.Equal(
            "zero read",
            MirrorViewText.Format(new(MirrorEntryKind.System, true, false, false, 0, false, false))
        );
    }

    [TextProperty]
    public void Views_that_differ_read_differently(PageView left, PageView right)
    {
        string Whole(PageView view) => PageViewText.Format(view) + PageViewText.Details(view);
        Assert.True(left == right || Whole(left) != Whole(right) || Absurd(left) || Absurd(right));
    }

    // Combinations that no state has: rights without a mapping, a writable nothing, a device in an entry for none.
    private static bool Absurd(PageView view) =>
        (!view.IsMapped && view.Protection != Protection.None)
        || (view.Kind is PteKind.None or PteKind.Swap or PteKind.ProtNone && (view.Writable || view.Device >= 0))
        || view.IsZero
        || view.Device < -1;
}
