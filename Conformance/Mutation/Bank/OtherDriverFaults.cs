using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Sections J and K of the bank: IOMMUs with shared tables, KVM, RDMA, Xen.</summary>
internal static class OtherDriverFaults
{
    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfMachine(
            "BUG-160",
            "call invalidate_range() when invalidating TLBs (6.6 series); 6bbd42e2df8f",
            "A device's translation without the right to write stays when its entry gets that right, so that a store faults "
                + "in vain.",
            "MIR-8",
            new Rewrite("TryTranslate", "!known.Entry.Allows(write)", "cached.IsValid || !known.Entry.Allows(write)")
        ),
        BankFault.OfMachine(
            "BUG-161",
            "contpte: fix set_access_flags() no-op check for SMMU/ATS faults; 97c5550b7631 CVE-2026-43486",
            "A device's write fault is taken for met if the neighbouring page is writable and dirty.",
            "FLT-4",
            new Rewrite(
                "Walk",
                "!Meets(found, request)",
                """
                !Meets(found, request)
                    && !(
                        IsValid(found)
                        && descriptor.Table.Peek(page ^ 1).Entry is { IsPresent: true, IsWritable: true, IsDirty: true }
                    )
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-164",
            "arm-smmu-v3-sva: fix mm use-after-free; cbd23144f766 CVE-2022-49426, a9162439ad79 CVE-2026-45931",
            "A mirror outlives the process that it mirrors.",
            "MAP-14",
            new Rewrite(
                "ExitProcess",
                """
                while (descriptor.LiveMirrors is [.., DeviceMirror mirror])
                {
                    descriptor.Unsubscribe(mirror);
                }
                """,
                ";"
            )
        ),
        BankFault.OfSteps(
            "BUG-166",
            "sva unbind pending IOPF; f0b9d31c6edd CVE-2025-38594, c3b1edea3791 CVE-2026-45945",
            "unregister does not wait for device faults under way, which go on with the next mirror of the same process.",
            "MIR-6",
            new Rewrite("UnregisterActivity.Remove", "ActiveFaults.AnyOf(notifier, device)", "false")
        ),
        BankFault.OfSteps(
            "BUG-168",
            "KVM: x86/mmu: zap all roots when unmapping gfn range; d62007edf01f CVE-2021-47639",
            "unregister retires the mirror's table first and empties it later; who is told meanwhile leaves it out.",
            "NTF-2",
            new Rewrite(
                "UnregisterActivity.Empty",
                "MirrorRules.Drop(state, process, device, state.World.AddressSpace)",
                "state"
            ),
            new Rewrite("UnregisterActivity.Empty", "Stage = MirrorStage.Closing", "Stage = MirrorStage.Live"),
            new Rewrite(
                "UnregisterActivity.Empty",
                "FailsNextUpdate = false",
                "FailsNextUpdate = !state.Profile.UpdatesCanFail"
            ),
            new Rewrite(
                "Windows.Open",
                "Concerned(old, range)",
                """
                Enumerable
                    .Range(0, old.Mirrors.Count)
                    .Where(device => state.Profile.UpdatesCanFail || !old.Mirrors[device].FailsNextUpdate)
                    .Aggregate(0UL, (active, device) => active | (1UL << device)) & Concerned(old, range)
                """
            ),
            new Rewrite(
                "UnregisterActivity.Remove",
                "state.Processes[process].Mirrors[device].Stage != MirrorStage.Closing",
                "!state.Processes[process].Mirrors[device].IsOpen"
            ),
            new Rewrite(
                "UnregisterActivity.Remove",
                "state.WithMirror(process, device, Mirror.Absent(state.World.Pages))",
                """
                MirrorRules
                    .Drop(state, process, device, state.World.AddressSpace)
                    .WithMirror(process, device, Mirror.Absent(state.World.Pages))
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-170",
            "KVM: fix multiple races in gfn=>pfn cache refresh; 58cd407ca4c6",
            "A mirror that is told of pages of which it has no entry yet takes no sequence number.",
            "NTF-2",
            new Rewrite(
                "Callbacks.Tell",
                "protocol.Told(process.Mirrors[device], notifier)",
                """
                Enumerable
                    .Range(window.Range.Start, window.Range.Count)
                    .Any(page => state.Processes[Process].Mirrors[device].Entries[page].IsValid)
                    ? protocol.Told(process.Mirrors[device], notifier)
                    : process.Mirrors[device]
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-171a",
            "KVM: arm64: don't leak PFN when kvm_translate_vncr() races MMU notifier; 9f76b039a72d CVE-2026-64282",
            "A fault that held a page and finds that it has lost a race does not give it back; here that of a copy-on-write.",
            "CPU-6",
            new Rewrite(
                "CpuFault.Replace",
                "FrameRules.DropReference(closed, Original.Target)",
                """
                state.Processes[Process].PageTable[Page] == Original
                    ? FrameRules.DropReference(closed, Original.Target)
                    : closed
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-171b",
            "KVM: arm64: respect read-only PFN; 2684e02bac41 CVE-2026-72279",
            "A mirror entry gets the right to write because that was asked for, whatever the page allows.",
            "FLT-8",
            new Rewrite(
                "FaultRange",
                "return EnterRange(descriptor, mirror, range);",
                """
                {
                    Status entered = EnterRange(descriptor, mirror, range);
                    for (int offset = 0; offset < range.Count; offset++)
                    {
                        PackedMirrorEntry entry = mirror.Table.Peek(range.Start + offset).Entry;
                        if ((requests.At(offset) & Request.Write) != 0 && !entry.IsEmpty)
                        {
                            mirror.Table.At(range.Start + offset).Entry = entry.WithWrite(writable: true);
                        }
                    }

                    return entered;
                }
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-175",
            "mlx5 ODP: fix a race of an MR, UMR XLT leak; abb604a1a9c8 CVE-2025-21732, 1eae35b37923 CVE-2026-74396",
            "A device fault that starts again does not undo the DMA mappings that it has made.",
            "DMA-2",
            new Rewrite("DeviceFault.Check", "WithoutMapped(Left(state))", "Left(state)")
        ),
        BankFault.OfMachine(
            "BUG-176",
            "mlx5: enforce umem boundaries for explicit ODP; 8c6d097d830f",
            "A device may fault on pages beyond its mirror's interval if the range begins or ends within it.",
            "FLT-11",
            new Rewrite("FindMirror", "live.Interval.Contains(range)", "live.Interval.Overlaps(range)")
        ),
        BankFault.OfMachine(
            "BUG-177",
            "xen/gntdev: accommodate VMA splitting; 5c13a4a0291b CVE-2022-50471",
            "unmap of a part of a VMA takes the DMA mappings of all of it away, and later of the rest once more.",
            "DMA-3",
            new Rewrite(
                "UnmapMapped",
                "descriptor.Areas.Remove(range);",
                """
                {
                    if (descriptor.Areas.TryFindFrom(range.Start, out VirtualArea area))
                    {
                        foreach (DeviceMirror mirror in descriptor.LiveMirrors)
                        {
                            for (int page = area.Start; page < area.End; page++)
                            {
                                PackedMirrorEntry entry = mirror.Table.Peek(page).Entry;
                                if (!range.Contains(page) && entry.Kind == MirrorEntryKind.System)
                                {
                                    mirror.Device.Iovas?.Unmap(entry.Address);
                                }
                            }
                        }
                    }

                    descriptor.Areas.Remove(range);
                }
                """
            )
        ),
    ];
}
