using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

public class GeneralInvariantTests
{
    private static readonly State Good = Reach.Mirrored;

    [Fact]
    public void CON_1_reports_a_cached_translation_that_the_page_table_does_not_allow()
    {
        State good = Reach.After("map p0 0+4 read-write", "store p0 0 7");
        State readOnly = good.With(0, 0, static (Pte pte) => pte with { Writable = false });
        Show.Reported<ProcessorTranslationsAgreeWithPageTable>(good, readOnly);
        State clean = good.With(0, 0, static (Pte pte) => pte with { Dirty = false });
        Show.Reported<ProcessorTranslationsAgreeWithPageTable>(good, clean);
        State gone = good.WithPte(0, 0, Pte.None);
        Show.Reported<ProcessorTranslationsAgreeWithPageTable>(good, gone);
        Window window = new(0, new PageRange(0, 1), EventKind.Clear, -1, Pending: 0);
        Show.Excused<ProcessorTranslationsAgreeWithPageTable>(
            gone.With(0, process => process with { Notifier = process.Notifier with { Windows = [window] } })
        );
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(0, Protection.None)]
    [InlineData(0, Protection.Read)]
    [InlineData(1, Protection.None)]
    [InlineData(2, null)]
    [InlineData(2, Protection.Read)]
    public void CON_1_reports_an_entry_beyond_the_rights_of_the_mapping(int page, Protection? rights)
    {
        PageRange range = new(page, 1);
        State broken = Good.With(
            0,
            process =>
                process with
                {
                    Space = rights is Protection left ? process.Space.With(range, left) : process.Space.Without(range),
                }
        );
        Show.Reported<PageTableGrantsNoMoreThanMapping>(Good, broken);
        Window window = new(0, range, EventKind.Unmap, -1, Pending: 0);
        Show.Excused<PageTableGrantsNoMoreThanMapping>(
            broken.With(0, process => process with { Notifier = process.Notifier with { Windows = [window] } })
        );
    }

    [Fact]
    public void FRK_6_reports_a_store_that_another_process_sees()
    {
        State shared = Reach.After("map p0 0+4 read-write", "store p0 0 7", "fork p0 p1");
        Target old = shared.Processes[1].PageTable[0].Target;
        Show.Reported<StoresAreSeenByOneProcess>(
            shared,
            "store p0 0 8",
            after => after.With(old, static frame => frame with { Value = 8 })
        );
    }

    [Theory]
    [InlineData("store p0 3 8")]
    [InlineData("device-store p0 d0 0+2 8")]
    public void FRK_6_reports_a_store_that_is_not_there_or_changes_another_page(string line)
    {
        Show.Reported<StoresAreSeenByOneProcess>(
            Good,
            line,
            static after => after.With(Target.OnDevice(0, 0), static frame => frame with { Value = 9 })
        );
        int page = line.StartsWith("store", StringComparison.Ordinal) ? 3 : 1;
        Show.Reported<StoresAreSeenByOneProcess>(
            Good,
            line,
            after => after.With(after.Processes[0].PageTable[page].Target, static frame => frame with { Value = 0 })
        );
    }

    [Fact]
    public void TRN_3_reports_an_entry_or_a_translation_that_is_left_after_unmap_and_protect()
    {
        Mirror old = Good.Processes[0].Mirrors[0];
        State Kept(State after) => after.WithEntry(0, _ => old.Entries[0]);
        State Cached(State after) => after.With(0, 0, mirror => mirror with { Tlb = mirror.Tlb.Set(0, old.Tlb[0]) });
        Show.Reported<DevicesObeyNewRights>(Good, "unmap p0 0+1", Kept);
        Show.Reported<DevicesObeyNewRights>(Good, "unmap p0 0+1", Cached);
        Show.Reported<DevicesObeyNewRights>(Good, "protect p0 0+1 none", Kept);
        Show.Reported<DevicesObeyNewRights>(Good, "protect p0 0+1 read", Kept);
        Show.Reported<DevicesObeyNewRights>(Good, "protect p0 0+1 read", Cached);
    }

    [Fact]
    public void TRN_1_and_TRN_2_report_what_differs_from_flat_memory()
    {
        Transition stored = ReferenceModel.Run(Good, Reach.Read("store p0 3 4"));
        FlatMemory flat = FlatMemory.Initial(Good.World);
        flat = flat.After(
            FlatEffect.On(FlatEffectKind.Map, 0, new PageRange(0, 4)) with
            {
                Protection = Protection.ReadWrite,
            }
        );
        flat = flat.After(FlatEffect.Access(0, 0, write: true, 8)).After(FlatEffect.Access(0, 2, write: true, 5));
        Assert.Null(FlatAgreement.Check(Good, flat));
        Assert.Equal("TRN-2", FlatAgreement.Check(stored.After, flat)?.Clause);
        Assert.Null(FlatAgreement.Check(stored.After, flat.After(stored.Effects[^1])));
        State lost = Good.With(Target.OnDevice(0, 0), static frame => frame with { Value = 0 });
        Assert.Equal("TRN-1", FlatAgreement.Check(lost, flat)?.Clause);
        State dead = Good.With(1, static process => process with { Alive = true });
        Assert.Equal("TRN-1", FlatAgreement.Check(dead, flat)?.Clause);
        PageRange last = new(3, 1);
        State narrow = Good.With(0, process => process with { Space = process.Space.With(last, Protection.Read) });
        Assert.Equal("TRN-1", FlatAgreement.Check(narrow, flat)?.Clause);
    }
}
