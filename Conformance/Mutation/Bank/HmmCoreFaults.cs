using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section A of the bank: hmm_range_fault and the protocol of the interval notifiers.</summary>
internal static class HmmCoreFaults
{
    // With sequence numbers too a device fault goes through the step that maps for DMA, where others are rewritten in.
    internal static readonly Rewrite MapsWhateverSamples = new(
        "DeviceFault.Walk",
        "maps ? walked with { Label = Step.MapDma } : walked",
        "maps || Protocol.Of(state).Samples ? walked with { Label = Step.MapDma } : walked"
    );

    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfMachine(
            "BUG-01",
            "fault non-owner device private entries; 8a295dbbaf72",
            "A device fault on a page in another device's memory ends in EFAULT instead of bringing the page home.",
            "RET-6",
            new Rewrite(
                "Walk",
                "Satisfy(descriptor, page, protection, (request & Request.Write) != 0)",
                """
                found == PageResult.Empty && descriptor.Table.Peek(page).Entry.Kind == PteKind.DevicePrivate
                    ? Status.EFAULT
                    : Satisfy(descriptor, page, protection, (request & Request.Write) != 0)
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-02",
            "check the device private page owner in hmm_range_fault; 08ddddda667b",
            "A page in any device's memory is reported valid to every device, and entered into its mirror.",
            "FLT-3",
            new Rewrite(
                "Inspect",
                "_frames[entry.Frame].Device == mirror.Device.Number",
                "_frames[entry.Frame].Device >= 0"
            )
        ),
        BankFault.OfMachine(
            "BUG-04",
            "hmm_range_fault() NULL pointer bug (August 2019); hash not recorded",
            "A walk takes for granted that every page has a VMA: of a page in a gap it takes the next one.",
            "FLT-5",
            new Rewrite("Walk", "page >= area.Start ? area.Protection : Protection.None", "area.Protection")
        ),
        BankFault.OfSteps(
            "BUG-05",
            "add missing pfns set to hmm_vma_walk_pmd(); 5.7",
            "A walk that starts again leaves what it found before in the place of a page under migration of which nothing is "
                + "requested, and that is entered.",
            "FLT-3",
            new Rewrite(
                "DeviceFault.Walk",
                "found[index] = FoundPage.Of(process, page, Device);",
                """
                found[index] =
                    process.PageTable[page].Kind == PteKind.Migration
                    && (Operation.RequestAt(index) & Request.Fault) == 0
                    && index < Found.Count
                        ? Found[index]
                        : FoundPage.Of(process, page, Device);
                """
            ),
            new Rewrite(
                "DeviceFault.Walk",
                "To(LeftAndUnlocked(state), Again, Restarting(state))",
                "To(LeftAndUnlocked(state), Again with { Found = Found }, Restarting(state))"
            ),
            new Rewrite(
                "DeviceFault.Check",
                "To(WithoutMapped(Left(state)), Again, Restarting(state))",
                "To(WithoutMapped(Left(state)), Again with { Found = Found }, Restarting(state))"
            )
        ),
        BankFault.OfSteps(
            "BUG-06",
            "do not unconditionally set pfns when returning EBUSY; 5.7",
            "A device fault that has lost a race has overwritten its own requests, and asks for reading only when it starts "
                + "again.",
            "FLT-2",
            new Rewrite(
                "DeviceFault.Check",
                "To(WithoutMapped(Left(state)), Again, Restarting(state))",
                """
                To(
                    WithoutMapped(Left(state)),
                    Again with { Operation = Operation with { Default = Request.Fault, Mask = Request.None } },
                    Restarting(state)
                )
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-07",
            "return error for non-vma snapshots; 5.7",
            "A walk that asks for nothing reports no entry, and no error, where nothing is mapped.",
            "SNP-1",
            new Rewrite("Inspect", "return PageResult.Error;", "return PageResult.Empty;")
        ),
        BankFault.OfSteps(
            "BUG-14",
            "fix race in mmu_interval_notifier_remove(); 319561669a59",
            "unregister does not wait for an invalidation that is running, which goes on to tell a mirror that is gone.",
            "MIR-6",
            new Rewrite("SequenceProtocol.IsInvalidating", "(notifier.Sequence & 1) != 0", "false")
        ),
        BankFault.OfSteps(
            "BUG-15",
            "ensure range_end() is paired with range_start(); c2655835fd8c",
            "An invalidation that is given up after the mirrors were told never ends; here that of a fork which meets a "
                + "locked page, as no invalidation of the model may refuse to wait.",
            "NTF-3",
            new Rewrite(
                "ForkActivity.Copy",
                "To(state, this with { Label = Step.Flush, GaveUp = true }, GivingUp)",
                "To(state, this with { Label = Step.Flush, Cursor = -1, GaveUp = true }, GivingUp)"
            ),
            new Rewrite("ForkActivity.Flush", "Label = Step.Close", "Label = Cursor < 0 ? Step.Drop : Step.Close")
        ),
        BankFault.OfSteps(
            "BUG-16",
            "fix use after free with struct hmm in the mmu notifiers; 6d7c3cde93c1",
            "unregister ends with the mirror's emptying: it waits neither for callbacks nor for device faults under way.",
            "MIR-6",
            new Rewrite(
                "UnregisterActivity.Empty",
                "return To(emptied.WithMirror(process, device, closing), this with { Emptied = true }, Whole);",
                """
                return End(
                    emptied.WithMirror(process, device, Mirror.Absent(state.World.Pages)),
                    Outcome.Ok,
                    Whole
                );
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-18a",
            "the collision-retry rule of mmu_interval_read_begin (class of bugs)",
            "A device fault samples the sequence number when it has walked, and not before.",
            "FLT-1",
            MapsWhateverSamples,
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
                    bool waits = mirror.IsOpen && mirror.Sequence == state.Processes[Process].Notifier.Sequence;
                    DeviceFault sampled = this with { Label = Step.Check, Sampled = mirror.Sequence };
                    return To(state, waits ? this : sampled, Beginning(state));
                }
                else if (!mirror.IsOpen || IsStale(state))
                {
                    return To(Left(state), Again, Restarting(state));
                }
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-18b",
            "the collision-retry rule of mmu_interval_read_retry (class of bugs)",
            "A device fault does not compare the sequence number before it enters what it found.",
            "FLT-1",
            new Rewrite("DeviceFault.Check", "IsStale(state)", "false")
        ),
        BankFault.OfSteps(
            "BUG-18c",
            "the collision-retry rule of mmu_interval_read_retry (class of bugs)",
            "A device fault compares the sequence number before it takes the driver's lock.",
            "FLT-1",
            new Rewrite("DeviceFault.Check", "mirror with { Locked = true }", "mirror")
        ),
        BankFault.OfSteps(
            "BUG-18d",
            "the collision-retry rule of mmu_interval_set_seq (class of bugs)",
            "A mirror that is told drops its entries and does not take the sequence number.",
            "NTF-2",
            new Rewrite("SequenceProtocol.Told", "mirror with { Sequence = notifier.Sequence }", "mirror")
        ),
    ];
}
