using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>What must not be flagged: the models as they are, and what is free.</summary>
public static class BankControls
{
    /// <summary>All of them.</summary>
    public static Sequence<BankControl> All { get; } =
    [
        new("unchanged-machine", "The optimized machine as it is.", BankTarget.Machine, []),
        new("unchanged-steps", "The reference as it is.", BankTarget.Steps, []),
        new(
            "odd-pages-stay",
            "A migration to a device leaves every other page where it is (MIG-13).",
            BankTarget.Machine,
            [
                new(
                    "CopyToDevice",
                    "CopyItem(ref item, device.Memory);",
                    """
                    if ((item.Page & 1) != 0)
                    {
                        item.Result = PageResult.SkippedByDriver;
                    }
                    else
                    {
                        CopyItem(ref item, device.Memory);
                    }
                    """
                ),
            ]
        ),
        new(
            "own-zeros",
            "A load of an empty page maps a zeroed frame of its own if there is one (MAP-10).",
            BankTarget.Machine,
            [
                new(
                    "MapZeroFrame",
                    "PackedPte.Present(FrameTable.Zero, writable: false)",
                    "PackedPte.Present(_frames.Take(_frames.SystemMemory, 0), writable: false)"
                ),
            ]
        ),
        new(
            "lowest-place",
            "mremap moves a range to the lowest hole and not to the highest (MRM-9).",
            BankTarget.Machine,
            [
                new(
                    "PlaceFor",
                    "long end = _world.Pages;",
                    """
                    for (int place = 0; place + (long)(uint)remap.NewCount <= _world.Pages; place++)
                    {
                        if (!descriptor.Areas.Overlaps(new PageRange(place, remap.NewCount)))
                        {
                            return place;
                        }
                    }
                    """
                ),
                new(
                    "PlaceFor",
                    """
                    for (int index = areas.Length; index >= 0; index--)
                    {
                        long holeStart = index > 0 ? areas[index - 1].End : 0;
                        if (end - holeStart >= (uint)remap.NewCount)
                        {
                            return (int)(end - (uint)remap.NewCount);
                        }

                        end = index > 0 ? areas[index - 1].Start : 0;
                    }
                    """,
                    ";"
                ),
            ]
        ),
        new(
            "last-mirror-first",
            "The mirrors are told in another order (NTF-5).",
            BankTarget.Machine,
            [
                new(
                    "OpenWindow",
                    """
                    for (int index = 0; index < mirrors.Count; )
                    {
                        DeviceMirror mirror = mirrors[index];
                        if (mirror.Interval.Overlaps(range))
                        {
                            Tell(mirror, window);
                        }

                        index += mirror.IsLive ? 1 : 0; // It may have been killed, and then the next one is in its place.
                    }
                    """,
                    """
                    for (int index = mirrors.Count - 1; index >= 0; index--)
                    {
                        if (mirrors[index].Interval.Overlaps(range))
                        {
                            Tell(mirrors[index], window);
                        }
                    }
                    """
                ),
            ]
        ),
        new(
            "last-mapping-first",
            "The mappings of a page that moves are taken away in another order (MIG-20).",
            BankTarget.Machine,
            [
                new(
                    "UnmapEverywhere",
                    """
                    foreach (Mapper mapper in _frames.MappersOf(number))
                    {
                        MemoryDescriptor owner = _processes[mapper.Process];
                        if (owner.Table.Peek(mapper.Page).Entry.Kind != PteKind.Migration)
                        {
                            Window window = OpenWindow(owner, new PageRange(mapper.Page, 1), EventKind.Clear);
                            ReplaceByMigration(owner, mapper.Page);
                            CloseWindow(window);
                        }
                    }
                    """,
                    """
                    {
                        Stack<Mapper> mappers = [];
                        foreach (Mapper mapper in _frames.MappersOf(number))
                        {
                            mappers.Push(mapper);
                        }

                        foreach (Mapper mapper in mappers)
                        {
                            MemoryDescriptor owner = _processes[mapper.Process];
                            if (owner.Table.Peek(mapper.Page).Entry.Kind != PteKind.Migration)
                            {
                                Window window = OpenWindow(owner, new PageRange(mapper.Page, 1), EventKind.Clear);
                                ReplaceByMigration(owner, mapper.Page);
                                CloseWindow(window);
                            }
                        }
                    }
                    """
                ),
            ]
        ),
        new(
            "unused-first",
            "Frames, slots and IOVAs that were never used are given out before those that came back.",
            BankTarget.Machine,
            [
                new(
                    "NumberAllocator.Take",
                    "_returned.TryPop(out int number)",
                    "Unused >= capacity && _returned.TryPop(out int number)"
                ),
            ]
        ),
        new(
            "spurious-invalidation",
            "Reclaim that finds nothing to reclaim invalidates the page all the same, where that kills no mirror (MIR-20).",
            BankTarget.Machine,
            [
                new(
                    "SwapOutPage",
                    """
                    if (!entry.IsMapped || entry.Frame == FrameTable.Zero)
                    {
                        return Delivered(0);
                    }
                    """,
                    """
                    if (!entry.IsMapped || entry.Frame == FrameTable.Zero)
                    {
                        if (!_profile.UpdatesCanFail)
                        {
                            CloseWindow(OpenWindow(descriptor, new PageRange(page, 1), EventKind.Clear));
                        }

                        return Delivered(0);
                    }
                    """
                ),
            ]
        )
        {
            HappensByItself = true,
        },
        new(
            "narrow-entries",
            "A mirror entry that was not asked to be writable is read-only, whatever the CPU's is.",
            BankTarget.Machine,
            [
                new(
                    "FaultRange",
                    "return EnterRange(descriptor, mirror, range);",
                    """
                    {
                        Status entered = EnterRange(descriptor, mirror, range);
                        for (int offset = 0; offset < range.Count; offset++)
                        {
                            PackedMirrorEntry entry = mirror.Table.Peek(range.Start + offset).Entry;
                            if ((requests.At(offset) & Request.Write) == 0 && entry is { IsEmpty: false, IsDirty: false })
                            {
                                mirror.Table.At(range.Start + offset).Entry = entry.WithWrite(writable: false);
                            }
                        }

                        return entered;
                    }
                    """
                ),
            ]
        )
        {
            HappensByItself = true,
        },
        new(
            "write-fault-after-return",
            "A page that comes home from a device can be read only until it is stored to, where that harms no device (FLT-9).",
            BankTarget.Machine,
            [
                new(
                    "ReplaceMigration",
                    "Replacement(owner.Areas.ProtectionAt(mapper.Page), target, entry.IsWritable)",
                    """
                    Replacement(
                        owner.Areas.ProtectionAt(mapper.Page),
                        target,
                        entry.IsWritable
                            && (
                                _frames[target].Device >= 0
                                || _frames[source].Device < 0
                                || !_profile.OwnReadOnlyPageIsFaulted
                            )
                    )
                    """
                ),
            ]
        )
        {
            HappensByItself = true,
        },
    ];
}
