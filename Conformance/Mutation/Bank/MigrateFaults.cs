using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section B of the bank: migrate_vma and the way back, as far as operations one after another show it.</summary>
internal static class MigrateFaults
{
    /// <summary>Takes a frame without clearing it: what its last user left is still there.</summary>
    private const string TakeUncleared = """
        {
            int next = pool.Numbers.Take();
            ulong left = next < 0 ? 0 : _frames[pool.First + next].Value;
            if (next >= 0)
            {
                pool.Numbers.Return(next);
            }

            item.Destination = _frames.Take(pool, item.IsHole ? left : _frames[item.Source].Value);
        }
        """;

    private const string Take = "item.Destination = _frames.Take(pool, _frames[item.Source].Value);";

    /// <summary>A hole gets a frame of device memory as it is.</summary>
    public static Rewrite HoleIsNotCleared { get; } = new("CopyItem", Take, TakeUncleared);

    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfMachine(
            "BUG-20",
            "copy pte dirty bit to page; fd35ca3d12cc",
            "Collecting a page throws the dirty bit of its entry away, and reclaim drops what was stored.",
            "DRT-2",
            new Rewrite(
                "CollectFrame",
                "ReplaceByMigration(descriptor, page);",
                """
                {
                    ref PackedPte clean = ref descriptor.Table.At(page).Entry;
                    clean = clean.WithoutDirty();
                    ReplaceByMigration(descriptor, page);
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-27",
            "handle multiple owners of device private pages in migrate_vma; 800bb1c8dc80",
            "A device takes pages home that are in another device's memory.",
            "RET-3",
            new Rewrite("CollectForSystem", "_frames[entry.Frame].Device == device", "_frames[entry.Frame].Device >= 0")
        ),
        BankFault.OfMachine(
            "BUG-29",
            "nouveau: fix mixed normal and device private page migration (June 2020)",
            "A page that is in device memory already is migrated there as if it were system memory: the copy is of the "
                + "system frame with its number.",
            "MIG-5",
            new Rewrite("CollectForDevice", "PageResult.SkippedNotSelected", "CollectFrame(descriptor, page, entry)"),
            new Rewrite(
                "CopyItem",
                "_frames[item.Source].Value",
                """
                _frames[item.Source].Device >= 0 && pool.Device >= 0
                    ? _frames[_frames.SystemMemory.First + (Math.Abs(item.Source - pool.First) % _world.Frames)].Value
                    : _frames[item.Source].Value
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-31",
            "nouveau: fix migrate zero page; 9d4296a7d4b3",
            "An empty page that a migration makes in device memory holds what the frame's last user left.",
            "MIG-11",
            HoleIsNotCleared
        ),
        BankFault.OfMachine(
            "BUG-38",
            "fix migration of huge PMD shared pages; 017b1660df89, dff11abe280b",
            "A page that moves is taken from its first mapping only, and the others go on using the old frame; here a page "
                + "that compaction moves, as the model has no shared page tables.",
            "CMP-1",
            new Rewrite(
                "UnmapEverywhere",
                "CloseWindow(window);",
                """
                {
                    CloseWindow(window);
                    break;
                }
                """
            ),
            new Rewrite(
                "HasOtherReference",
                "frame.References > (frame.Slot >= 0 || frame.File >= 0 ? 2 : 1)",
                "frame.References - frame.Mappings > (frame.Slot >= 0 || frame.File >= 0 ? 2 : 1)"
            ),
            new Rewrite(
                "ReplaceMigration",
                "entry = Replacement(owner.Areas.ProtectionAt(mapper.Page), target, entry.IsWritable);",
                """
                {
                    if (entry.Kind != PteKind.Migration)
                    {
                        continue;
                    }

                    entry = Replacement(owner.Areas.ProtectionAt(mapper.Page), target, entry.IsWritable);
                }
                """
            )
        ),
    ];
}
