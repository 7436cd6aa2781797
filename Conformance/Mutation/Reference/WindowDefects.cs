using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Defects of the order in which mirrors are told, entries changed, translations flushed and copies made.</summary>
internal static class WindowDefects
{
    private const string Discard = "dontneed p0 0+1";

    private static readonly Sequence<Rewrite> ChangedBeforeTold =
    [
        new(
            "DontNeedActivity.Vma",
            "return Windows.Open(state, resume, Process, part, EventKind.Clear, -1, Whole);",
            """
            {
                Sequence<int> early = [];
                State cleared = Zap.Clear(state, Process, part.Start, ref early);
                State flushed = TableRules.Flush(cleared, Process, part);
                resume = resume with { Gathered = early };
                return Windows.Open(flushed, resume, Process, part, EventKind.Clear, -1, Whole) with
                {
                    Effect = FlatEffect.On(FlatEffectKind.Discard, Process, part),
                };
            }
            """
        ),
    ];

    public static Sequence<ReferenceDefect> All { get; } =
    [
        new(
            "store-beside-device",
            "dontneed clears the entry before the mirrors are told, so that the CPU stores to a page of which the device still "
                + "writes another copy.",
            "INV-51",
            "NTF-4",
            2,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.Mirrored, "device-store p0 d0 0+1 1"],
                Discard,
                "store p0 0 9"
            ),
            ChangedBeforeTold
        ),
        new(
            "told-after-change",
            "dontneed clears the entry when it opens the window, before the mirrors are told.",
            "INV-30",
            "NTF-4",
            2,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.Mirrored, "device-load p0 d0 0+1"],
                Discard,
                "device-load p0 d0 0+1"
            ),
            ChangedBeforeTold
        ),
        new(
            "closed-before-change",
            "dontneed closes its window before it clears the entries.",
            "INV-1",
            "NTF-3",
            9,
            SmallWorld.OneEach(
                SmallSetups.One,
                SmallSetups.MirroredReadOnly,
                Discard,
                "range-fault p0 d0 0+1 default=fault"
            ),
            [
                new("DontNeedActivity.Vma", "Label = Step.Clear", "Label = Step.Close"),
                new("DontNeedActivity.Close", "Label = Step.Free", "Label = Step.Clear"),
                new(
                    "DontNeedActivity.Clear",
                    "return Close(state);",
                    "return (this with { Label = Step.Free }).Free(state);"
                ),
            ]
        ),
        new(
            "flushed-before-clear",
            "unmap flushes the TLB before it clears the entries.",
            "INV-30",
            "MAP-4",
            4,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "unmap p0 0+1", "load p0 0"),
            [
                new("UnmapActivity.Remove", "Label = Step.Clear", "Label = Step.Flush"),
                new("UnmapActivity.Flush", "Label = Step.Close", "Label = Step.Clear"),
                new(
                    "UnmapActivity.Clear",
                    "return Flush(state);",
                    "return (this with { Label = Step.Close }).Close(state);"
                ),
            ]
        ),
        new(
            "own-entry-kept-over-copy",
            "A migration drops the entries of the device's own mirror when the pages are copied, and not before (O-1).",
            "INV-16",
            "MIG-8",
            6,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.Mirrored, "device-store p0 d0 0+1 8"],
                "migrate-to-device p0 d0 0+1",
                "device-store p0 d0 0+1 9"
            ),
            [
                new(
                    "Migration.Unmap",
                    "(this with { Label = Step.Silence }).Silence(state)",
                    "(this with { Label = Step.Copy, Cursor = 0 }).Copy(state)"
                ),
                new("Migration.Copy", "return Prepare(state);", "return Silence(state);"),
                new("Migration.Silence", "!Items.Any(static item => item.IsActive)", "false"),
                new("Migration.Silence", "Label = Step.Copy", "Label = Step.Prepare"),
            ]
        ),
        new(
            "written-before-unmapped",
            "Reclaim writes the page to its slot before the page is unmapped.",
            "INV-30",
            "RCL-1",
            4,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "swap-out p0 0", "store p0 0 9"),
            [
                new(
                    "SwapOutActivity.Isolate",
                    "SwapSlot.Free with { Cached = pte.Target.Frame }",
                    "SwapSlot.Free with { Cached = pte.Target.Frame, Value = frame.Value }"
                ),
                new(
                    "SwapOutActivity.Write",
                    "state.Swap[frame.Slot] with { Value = frame.Value }",
                    "state.Swap[frame.Slot]"
                ),
            ]
        ),
        new(
            "fork-beside-faults",
            "fork copies the entries with the mmap lock held for reading only.",
            "INV-30",
            "FRK-1",
            10,
            SmallWorld.OneEach(SmallSetups.Two, SmallSetups.Protected, "fork p0 p1", "store p0 0 9"),
            [
                new(
                    "ForkActivity.Begin",
                    "!state.Processes[Parent].Lock.IsFree",
                    "state.Processes[Parent].Lock.Writer"
                ),
                new(
                    "ForkActivity.Begin",
                    "TableRules.LockWrite(state, Parent, held: true)",
                    "TableRules.LockRead(state, Parent)"
                ),
                new(
                    "ForkActivity.NextVma",
                    "TableRules.LockWrite(state.WithProcess(Child, born), Parent, held: false)",
                    "TableRules.UnlockRead(state.WithProcess(Child, born), Parent)"
                ),
            ]
        ),
    ];
}
