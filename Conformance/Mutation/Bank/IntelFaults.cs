using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section I of the bank: Xe, drm_gpusvm, drm_pagemap and i915.</summary>
internal static class IntelFaults
{
    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfSteps(
            "BUG-139",
            "xe/hmm: don't dereference struct page pointers without notifier lock; 0a98219bcc96 CVE-2025-21939",
            "A device fault takes hold of the pages that it found before it compares the sequence number: some may be free, or "
                + "somebody else's, by then.",
            "FLT-1",
            HmmCoreFaults.MapsWhateverSamples,
            new Rewrite(
                "DeviceFault.MapDma",
                """
                if (!mirror.IsOpen || IsStale(state))
                {
                    return To(Left(state), Again, Restarting(state));
                }
                """,
                """
                if (Protocol.Of(state).Samples)
                {
                    State held = state;
                    foreach (FoundPage found in Found)
                    {
                        held = found.IsValid ? FrameRules.Reference(held, found.Target) : held;
                    }

                    return To(held, this with { Label = Step.Check }, Mapping);
                }
                else if (!mirror.IsOpen || IsStale(state))
                {
                    return To(Left(state), Again, Restarting(state));
                }
                """
            ),
            new Rewrite(
                "DeviceFault.Check",
                """
                if (mirror.Locked)
                {
                    return Blocked.DriverLock;
                }
                """,
                """
                if (mirror.Locked)
                {
                    return Blocked.DriverLock;
                }
                else if (Protocol.Of(state).Samples)
                {
                    foreach (FoundPage found in Found)
                    {
                        state = found.IsValid ? FrameRules.DropReference(state, found.Target) : state;
                    }
                }
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-140",
            "xe/userptr: fix notifier vs folio deadlock; 2577b202458c CVE-2025-37868",
            "A device fault waits for the locks of its pages with the driver's lock held; who has a page locked waits for that.",
            "FLT-1",
            new Rewrite(
                "DeviceFault.Next",
                "Install(state)",
                """
                Found.Any(found =>
                    found.IsWritable && found.Target is { IsSystem: true, IsZero: false } && state.FrameAt(found.Target).Locked
                )
                    ? (Successors)Blocked.PageLock
                    : (Successors)Install(state)
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-141",
            "xe/userptr: properly setup pfn_flags_mask; 475d06e00b74",
            "The requests of single pages count whatever the mask says: what was left there asks for writing.",
            "FLT-2",
            new Rewrite("At", "_pages[offset] & _mask", "_pages[offset]")
        ),
        BankFault.OfSteps(
            "BUG-143",
            "xe: fix fault mode invalidation with unbind; 84211b1c0db6",
            "unregister empties the mirror without the driver's lock, while a device fault enters pages.",
            "MIR-6",
            new Rewrite("UnregisterActivity.Empty", "state.Processes[process].Mirrors[device].Locked", "false")
        ),
        BankFault.OfStepsAlone(
            "BUG-144",
            "xe/vm: validate userptr during gpu vma prefetching; e775e2a060d9",
            "A device fault that finds itself out of date tries again with the sequence number that is out of date, for ever.",
            "FLT-1",
            new Rewrite("DeviceFault.Again", "Label = Step.Sample", "Label = Step.Lock"),
            new Rewrite("DeviceFault.Again", "Sampled = 0", "Sampled = Sampled")
        ),
        BankFault.OfStepsAlone(
            "BUG-148",
            "gpusvm: reject VMAs with VM_IO or VM_PFNMAP; b82a225e57a3 CVE-2026-74420",
            "A device fault on memory that can never be mirrored tries for ever; here behind the end of a file or lost, as the "
                + "model has no device registers.",
            "FIL-8",
            new Rewrite(
                "DeviceFault.Walk",
                "Fail(LeftAndUnlocked(state), Status.EFAULT, BusErrors.Followed(state, Process, FirstUnmet(state)))",
                "To(LeftAndUnlocked(state), Again, Restarting(state))"
            )
        ),
        BankFault.OfMachine(
            "BUG-149",
            "gpusvm, xe: fix userptr to not allow device private pages; 10aa5c806030",
            "A page in the device's own memory is entered into the mirror as one of system memory, with a DMA mapping.",
            "FLT-8",
            new Rewrite("TryEnter", "source.Kind != PteKind.DevicePrivate", "source.Kind != PteKind.Migration")
        ),
        BankFault.OfMachine(
            "BUG-150",
            "pagemap, xe: ensure that the devmem allocation is idle before use; 754c23238438",
            "A clear of device memory that is under way when a hole gets it is not waited for, and ends after the first store.",
            "MIG-11",
            new Rewrite(
                "CommitHoles",
                "_frames[item.Destination].References++;",
                """
                {
                    _frames[item.Destination].References++;
                    _frames[item.Destination].Index = 1;
                }
                """
            ),
            new Rewrite(
                "AccessByDevice",
                "_frames[frame].Value = value + (ulong)offset;",
                """
                {
                    bool queued = _frames[frame] is { Device: >= 0, Index: 1 };
                    _frames[frame].Value = queued ? 0 : value + (ulong)offset;
                    _frames[frame].Index = queued ? 0 : _frames[frame].Index;
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-152",
            "xe: strict migration policy for atomic SVM faults; a9ac0fa455b0, 75188605c56d",
            "An atomic access to a page in the device's own memory is refused, because the page cannot be migrated there.",
            "EXC-13",
            new Rewrite(
                "AskForAtomic",
                "FaultRange(descriptor, mirror, range, new Requests(Request.FaultWrite))",
                "Status.EBUSY"
            )
        ),
        BankFault.OfMachine(
            "BUG-154",
            "xe: return error on non-migratable faults requiring devmem; 136fb61ba857 CVE-2026-68268",
            "An atomic access whose page is not to be had is told that it is, and goes on without it.",
            "EXC-14",
            new Rewrite(
                "AskForAtomic",
                "status == Status.Ok && _results[0] == PageResult.SkippedNoDma ? Status.ENOMEM : status",
                "Status.Ok"
            )
        ),
        BankFault.OfMachine(
            "BUG-155",
            "pagemap: clear driver-provided PFNs from migration PFN array; 1f1be4ba643f, 67b8bfd4ec7d, 5e0a67fdb894",
            "A migration finds the pages of the one before in its list.",
            "MIG-1",
            new Rewrite("ReportItems", "_items.Clear();", ";")
        ),
        BankFault.OfSteps(
            "BUG-158",
            "i915/gem: atomically invalidate userptr on mmu-notifier (November 2023), wait on unbind barriers (2019)",
            "A callback that finds the driver's lock held gives up, and the invalidation goes on without that mirror.",
            "NTF-4",
            new Rewrite(
                "Callbacks.Next",
                "return Blocked.DriverLock;",
                """
                {
                    Sequence<Window> windows = process.Notifier.Windows;
                    int index = HmmSpec.Reference.Windows.IndexOf(process.Notifier, Window);
                    Notifier untold = process.Notifier with { Windows = windows.Set(index, window with { Pending = 0 }) };
                    return To(
                        state.WithProcess(Process, process with { Notifier = untold }),
                        Caller!,
                        Dropping,
                        step: nameof(Tell)
                    );
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-159",
            "i915: flush TLBs before releasing backing store; 7938d61591d3 CVE-2022-0330",
            "A mirror entry goes, and the device's TLB keeps its translation.",
            "NTF-2",
            new Rewrite("DropEntry", "mirror.Table.At(page) = default;", "mirror.Table.At(page).Entry = default;")
        ),
    ];
}
