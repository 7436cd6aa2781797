using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>All freedoms, and how the loose oracle has each of them.</summary>
public static class Freedoms
{
    private const string Races =
        "checks with operations in flight at the same time; recorded ones are judged by ConcurrentJudge";
    private const string Wire = "the wire format, which does not name it";

    /// <summary>The freedoms, in the order of their numbers.</summary>
    public static Sequence<Freedom> All { get; } =
    [
        new(
            "ND-1",
            "A migration may leave any page where it is, for whatever reason, and succeeds all the same.",
            "MIG-13"
        )
        {
            By = [nameof(ChoiceKind.SkipPage), nameof(OutcomeFit)],
        },
        new(
            "ND-2",
            "A page in device memory may come back at any time, and a driver evicts in an order of its own.",
            "CON-7"
        )
        {
            By = [nameof(BringBack), nameof(OtherEndings), nameof(RemovalEndings)],
        },
        new("ND-3", "Any page may be reclaimed, moved or made inaccessible for a while, and come back.", "CON-7")
        {
            By = [nameof(Reclaim), nameof(BringBack), nameof(DropEntry), nameof(OtherEndings)],
        },
        new(
            "ND-4",
            "There may be more invalidations than needed, and wider ones, also one instead of several, or several that together "
                + "cover it, VMA by VMA. One of protect may be missing where no page has an entry, and one of fork over a VMA in which "
                + "no page was ever stored to.",
            "CON-7"
        )
        {
            By = [nameof(EventFit), nameof(OtherWindows), nameof(DropEntry), nameof(KillMirror)],
        },
        new("ND-5", "An operation of a device may be given up with EBUSY or EAGAIN, but not for ever.", "FLT-1")
        {
            By = [nameof(OtherEndings), nameof(OutcomeFit)],
        },
        new(
            "ND-6",
            "A page that is read before it is written may be the zero page, a frame of zeros, to be read or written, or none.",
            "MAP-10"
        )
        {
            By =
            [
                nameof(ChoiceKind.PrivateZeroFrame),
                nameof(ReplaceZero),
                nameof(Populate),
                nameof(OutcomeFit),
                nameof(PageFit),
            ],
        },
        new(
            "ND-7",
            "A fault may bring in neighbours of its page, and break their sharing; in linux-6.1 a device fault that cannot may end in EFAULT.",
            "CON-7"
        )
        {
            By = [nameof(Populate), nameof(Prefetch)],
        },
        new("ND-8", "Pages may count as accessed or dirty that were not.", "CON-7") { By = [nameof(PageFit)] },
        new("ND-9", "An entry may be read-only although it could be writable.", "MAP-8")
        {
            By = [nameof(PageFit), nameof(OutcomeFit)],
        },
        new("ND-10", "A store to a page that was shared and is no longer may use its frame or a copy.", "CPU-5")
        {
            By = [nameof(EventFit), nameof(DropEntry), nameof(OtherEndings)],
        },
        new("ND-11", "After MADV_FREE each page reads as before or as zeros until the next store.", "ADV-4")
        {
            By = [nameof(Reclaim), nameof(EndLazyFree), nameof(OtherEndings)],
        },
        new("ND-12", "Mirrors are told in any order, also of what then does not happen.", "NTF-5")
        {
            By = [nameof(ChoiceKind.CallbackOrder), nameof(EventFit), nameof(DropEntry)],
        },
        new("ND-13", "Any allocation may fail; madvise then says EAGAIN.", "CPU-7")
        {
            By = [nameof(OtherEndings), nameof(Populate), nameof(Prefetch)],
        },
        new("ND-14", "Any of two faults may fill a hole, any of two migrations get a page.", "") { WaitsFor = Races },
        new("ND-15", "A mirror may have fewer entries than it could, and lose them at any time.", "CON-7")
        {
            By = [nameof(DropEntry), nameof(StateFit)],
        },
        new("ND-16", "DMA addresses may be any, and one mapping may serve several pages.", "DMA-1")
        {
            By = [nameof(StateFit), Wire],
        },
        new("ND-17", "Frames may be freed later than they could.", "RCL-7") { By = [nameof(StateFit)] },
        new("ND-18", "A device may lose exclusive access at any time.", "EXC-14")
        {
            By = [nameof(Populate), nameof(DropEntry), nameof(OtherEndings)],
        },
        new("ND-19", "A device's load that nothing orders against a store delivers what was before or after it.", "")
        {
            WaitsFor = Races,
        },
        new(
            "ND-20",
            "Of several errors of a fault the first page's counts; the pages before it may have been faulted in.",
            "FLT-5"
        )
        {
            By = [nameof(OtherEndings)],
        },
        new("ND-21", "What MADV_FREE is called on in device memory may stay.", "ADV-3")
        {
            By = [nameof(BringBack), nameof(Reclaim)],
        },
        new(
            "ND-22",
            "A driver enters and brings back pages by a policy of its own. (Moving pages to its memory unasked waits.)",
            "CON-7"
        )
        {
            By = [nameof(Prefetch), nameof(KeepExclusive), nameof(BringBack), nameof(DropEntry)],
        },
        new("ND-23", "Two accesses that bring back the same page may both have to be repeated.", "")
        {
            WaitsFor = Races,
        },
        new(
            "ND-24",
            "A try that failed may leave mirror entries dropped, and pages exclusive that no device uses.",
            "RET-2"
        )
        {
            By = [nameof(DropEntry), nameof(OtherEndings)],
        },
        new("ND-25", "A fault may end in EFAULT on a page of userfaultfd, or a special page.", "")
        {
            WaitsFor = "userfaultfd",
        },
    ];
}
