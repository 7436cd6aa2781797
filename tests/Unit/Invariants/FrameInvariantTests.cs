using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

public class FrameInvariantTests
{
    private static readonly State Good = Reach.Mirrored;

    private static readonly State Swapped = Reach.Swapped;

    [Fact]
    public void FRK_7_reports_a_writable_entry_of_a_shared_frame()
    {
        State shared = Reach.After("map p0 0+4 read-write", "store p0 0 7", "fork p0 p1");
        State writable = shared.With(1, 0, static (Pte pte) => pte with { Writable = true });
        Show.Reported<WritablePagesAreMappedOnce>(shared, writable);
    }

    [Fact]
    public void FRK_7_reports_a_writable_entry_of_a_shared_device_frame()
    {
        State shared = Reach.After(Good, "fork p0 p1");
        State writable = shared.With(0, 2, static (Pte pte) => pte with { Writable = true });
        Show.Reported<WritablePagesAreMappedOnce>(shared, writable);
    }

    [Fact]
    public void FRK_7_reports_a_writable_entry_of_the_zero_frame_and_of_the_swap_cache()
    {
        State zeros = Good.With(0, 1, static (Pte pte) => pte with { Writable = true });
        Show.Reported<WritablePagesAreMappedOnce>(Good, zeros);
        State cached = Swapped.With(0, 0, static (Pte pte) => pte with { Writable = true });
        Show.Reported<WritablePagesAreMappedOnce>(Swapped, cached);
        Show.Excused<WritablePagesAreMappedOnce>(
            cached.With(Target.System(0), static frame => frame with { Locked = true })
        );
    }

    [Fact]
    public void RCL_5_reports_a_slot_that_miscounts_its_entries()
    {
        SwapSlot slot = Swapped.Swap[0];
        State more = Swapped with { Swap = Swapped.Swap.Set(0, slot with { References = 2 }) };
        Show.Reported<SwapSlotsCountTheirEntries>(Swapped, more);
        Show.Reported<SwapSlotsCountTheirEntries>(Swapped, Swapped.WithPte(1, 0, Pte.None));
        Show.Reported<SwapSlotsCountTheirEntries>(Swapped, Swapped.WithPte(1, 0, Pte.Swap(8)));
    }

    [Fact]
    public void RCL_5_reports_a_slot_that_is_lost_or_given_back_too_early()
    {
        State lost = Swapped with { Swap = Swapped.Swap.Take(1, SwapSlot.Free) };
        Show.Reported<SwapSlotsCountTheirEntries>(Swapped, lost);
        SwapSlot slot = Swapped.Swap[0];
        State early = Swapped with { Swap = Swapped.Swap.Release(0).Set(0, slot) };
        Show.Reported<SwapSlotsCountTheirEntries>(Swapped, early);
    }

    [Fact]
    public void RCL_5_reports_a_cached_frame_that_is_not_the_slot_s()
    {
        State other = Swapped.With(Target.System(0), static frame => frame with { Value = 99 });
        Show.Reported<SwapSlotsCountTheirEntries>(Swapped, other);
        State unnamed = Swapped.With(Target.System(0), static frame => frame with { Slot = -1 });
        Show.Reported<SwapSlotsCountTheirEntries>(Swapped, unnamed);
        State uncached = Swapped with { Swap = Swapped.Swap.Set(0, Swapped.Swap[0] with { Cached = -1 }) };
        Show.Reported<SwapSlotsCountTheirEntries>(Swapped, uncached);
    }

    [Fact]
    public void RCL_6_reports_a_frame_that_miscounts_its_mappings()
    {
        State system = Good.With(Target.System(0), static frame => frame with { Mappings = 2 });
        Show.Reported<FramesCountTheirMappings>(Good, system);
        State device = Good.With(Target.OnDevice(0, 0), static frame => frame with { Mappings = 0 });
        Show.Reported<FramesCountTheirMappings>(Good, device);
        Show.Reported<FramesCountTheirMappings>(Good, Good.WithPte(0, 0, Pte.None));
    }

    [Fact]
    public void RCL_7_reports_a_reference_that_nobody_holds_or_that_is_missing()
    {
        State extra = Good.With(Target.System(0), static frame => frame with { References = 2 });
        Show.Reported<FramesCountTheirReferences>(Good, extra);
        State missing = Swapped.With(Target.System(0), static frame => frame with { References = 1 });
        Show.Reported<FramesCountTheirReferences>(Swapped, missing);
        State device = Good.With(Target.OnDevice(0, 0), static frame => frame with { References = 2 });
        Show.Reported<FramesCountTheirReferences>(Good, device);
    }

    [Fact]
    public void RCL_7_reports_a_frame_that_is_used_by_nobody()
    {
        State leaked = Good with { Memory = Good.Memory.Take(5, Frame.Free) };
        Show.Reported<FramesCountTheirReferences>(Good, leaked);
        Device device = Good.Devices[0];
        State lost = Good.WithDevice(0, device with { Memory = device.Memory.Take(1, Frame.Free) });
        Show.Reported<FramesCountTheirReferences>(Good, lost);
    }

    [Fact]
    public void RCL_8_reports_everything_that_leads_to_a_freed_frame()
    {
        State freed = Good with { Memory = Good.Memory.Release(0) };
        Assert.Contains(
            "page table",
            Show.Reported<FreeFramesAreReachedByNothing>(Good, freed).Sentence,
            StringComparison.Ordinal
        );
        State unmapped = freed.WithPte(0, 0, Pte.None);
        Assert.Contains(
            "TLB",
            Show.Reported<FreeFramesAreReachedByNothing>(Good, unmapped).Sentence,
            StringComparison.Ordinal
        );
        State flushed = unmapped.With(0, process => process with { Tlb = process.Tlb.Set(0, Translation.None) });
        Assert.Contains(
            "mirror",
            Show.Reported<FreeFramesAreReachedByNothing>(Good, flushed).Sentence,
            StringComparison.Ordinal
        );
        State dropped = flushed.WithEntry(0, static _ => MirrorEntry.None);
        Assert.Contains(
            "TLB of d0",
            Show.Reported<FreeFramesAreReachedByNothing>(Good, dropped).Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void RCL_8_reports_a_migration_entry_of_a_freed_device_frame_and_a_free_frame_that_is_locked()
    {
        Device device = Good.Devices[0];
        State freed = Good.WithDevice(0, device with { Memory = device.Memory.Release(0) })
            .WithPte(0, 2, Pte.Migration(Target.OnDevice(0, 0), writable: true));
        Show.Reported<FreeFramesAreReachedByNothing>(Good, freed);
        State locked = Good.With(Target.System(5), static frame => frame with { Locked = true });
        Show.Reported<FreeFramesAreReachedByNothing>(Good, locked);
        State named = Good.With(Target.System(5), static frame => frame with { Slot = 1 });
        Show.Reported<FreeFramesAreReachedByNothing>(Good, named);
    }
}
