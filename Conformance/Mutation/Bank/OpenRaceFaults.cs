using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>What reading Linux 6.1.192 found open, and what needs an interleaving. Each row has a page in <c>findings</c>.</summary>
internal static class OpenRaceFaults
{
    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfSteps(
            "BUG-201",
            "none known; nouveau and test_hmm in 6.1.192",
            "A migration to a device leaves the device's own entries of the old frames in the mirror while it copies, and drops "
                + "them when the pages have moved.",
            "MIG-8",
            new Rewrite(
                "Migration.Silence",
                "Process >= 0 && state.Processes[Process].Mirrors[Device].IsOpen",
                "!ToDevice && Process >= 0 && state.Processes[Process].Mirrors[Device].IsOpen"
            ),
            new Rewrite(
                "Migration.Prepare",
                "return Commit(state);",
                "return (this with { Label = Step.Commit, Cursor = 0 }).Next(state);"
            ),
            new Rewrite(
                "Migration.Next",
                "Commit(state)",
                """
                ToDevice && state.Processes[Process].Mirrors[Device] is { IsOpen: true, Locked: true }
                    ? Blocked.DriverLock
                    : Commit(state)
                """
            ),
            new Rewrite(
                "Migration.Commit",
                "State passed = state;",
                """
                State passed =
                    ToDevice && state.Processes[Process].Mirrors[Device].IsOpen
                        ? committed.Aggregate(
                            state,
                            (before, item) =>
                                item.IsActive
                                    ? MirrorRules.Drop(before, Process, Device, new PageRange(item.Page, 1))
                                    : before
                        )
                        : state;
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-202",
            "none known; nouveau and test_hmm in 6.1.192",
            "A migration enters the pages that it has moved to a device into the mirror, and does not ask whether somebody has "
                + "cleared the page-table entry meanwhile.",
            "MIG-27",
            new Rewrite("Migration.MayEnter", "state.Profile.MigrationEntersMirror", "true"),
            new Rewrite(
                "Migration.Entered",
                "!isThere || !isFree || process.Notifier.Windows.Any(window => window.Range.Contains(item.Page))",
                "!isFree"
            ),
            new Rewrite(
                "Migration.Entered",
                "new(MirrorEntryKind.Device, pte.Target.Frame, pte.Writable, Dirty: false)",
                "new(MirrorEntryKind.Device, item.Destination.Frame, !isThere || pte.Writable, Dirty: false)"
            )
        ),
        BankFault.OfSteps(
            "BUG-203",
            "none known; test_hmm in 6.1.192",
            "A mirror that ignores the notification of its own device's migration does not take the sequence number either, so "
                + "that a device fault under way enters what was there before.",
            "NTF-6",
            new Rewrite("Callbacks.Tell", "ignores || dies", "keeps || dies")
        ),
        BankFault.OfSteps(
            "BUG-204",
            "none known; test_hmm in 6.1.192",
            "A device that gets pages for itself enters them with the mmap lock held for reading and does not compare the "
                + "sequence number, although who discards pages holds it for reading too.",
            "EXC-6",
            new Rewrite(
                "ExclusiveAccess.Unlock",
                "To(unlocked, this with { Label = Step.Check, Cursor = 0 }, Checking)",
                "To(state, this with { Label = Step.Check, Cursor = 0 }, Checking)"
            ),
            new Rewrite(
                "ExclusiveAccess.Check",
                "protocol.Samples && protocol.IsStale(process, Device, Fault, Sampled)",
                "false"
            ),
            new Rewrite(
                "ExclusiveAccess.Check",
                "Left(Unlocked(state))",
                "Left(TableRules.UnlockRead(Unlocked(state), Process))"
            ),
            new Rewrite(
                "ExclusiveAccess.Enter",
                "Left(Unlocked(entered))",
                "Left(TableRules.UnlockRead(Unlocked(entered), Process))"
            )
        ),
        BankFault.OfSteps(
            "BUG-205",
            "none known; amdkfd in 6.1.192",
            "A mirror is told by stopping the device, once for all of it: who comes second, with other pages, does not stop it, "
                + "nor wait until the first has.",
            "NTF-2",
            // Who counts first stops the device. All of that is before the stop, so that it may be whoever is still to tell.
            new Rewrite(
                "Callbacks.Tell",
                "MirrorRules.Drop(state, Process, device, window.Range)",
                """
                state
                    .Processes[Process]
                    .Notifier.Windows.Any(other =>
                        other.Id != Window
                        && (other.Pending >> device & 1) != 0
                        && !other.Range.Overlaps(window.Range)
                    )
                    ? state
                    : MirrorRules.Drop(state, Process, device, state.World.AddressSpace)
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-211",
            "none known; amdkfd in 6.1.192",
            "A device fault maps all of its pages for DMA anew before it compares the sequence number; if it has lost a race, the "
                + "mirror keeps entries whose DMA addresses are given back.",
            "DMA-3",
            // amdkfd makes no difference between its own migrations and what others do.
            new Rewrite(
                "Callbacks.Tell",
                "OwnerKeeps && window.Owner == device",
                "OwnerKeeps && window.Owner == device && window.Kind == EventKind.Exclusive"
            ),
            new Rewrite(
                "DeviceFault.Check",
                "WithoutMapped(Left(state))",
                """
                WithoutMapped(
                    Enumerable
                        .Range(Range.Start, Found.Count)
                        .Select(page => mirror.Entries[page])
                        .Where(entry =>
                            Mapped.Count == 0
                            && entry.Kind == MirrorEntryKind.System
                            && state.Devices[Device].Dma == DmaKind.Iommu
                        )
                        .Aggregate(
                            Left(state),
                            (before, entry) => MirrorRules.ReleaseIova(before, Device, entry.Address)
                        )
                )
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-213",
            "mark the range as mapped under its lock (hash not recorded); open in 6.1.192, in part later",
            "A device fault marks its mirror as filled when it has entered its pages and left the driver's lock; a mirror that is "
                + "not marked has nothing to drop when it is told.",
            "NTF-2",
            new Rewrite(
                "DeviceFault.Install",
                "End(installed, Reported(), Installing)",
                """
                EntersResult && Protocol.Of(state).Samples && !mirror.FailsNextUpdate
                    ? To(
                        mapped.WithMirror(Process, Device, mirror with { Entries = entries, Locked = false }),
                        this with { Label = Step.Sample },
                        Installing
                    )
                    : End(installed, Reported(), Installing)
                """
            ),
            new Rewrite(
                "DeviceFault.Next",
                "Protocol.Of(state).Samples ? Sample(state) : Lock(state)",
                """
                Fault != 0
                    ? End(
                        Left(
                            state.Processes[Process].Mirrors[Device].IsOpen
                                ? state.WithMirror(
                                    Process,
                                    Device,
                                    state.Processes[Process].Mirrors[Device] with { FailsNextUpdate = true }
                                )
                                : state
                        ),
                        Reported(),
                        Installing,
                        step: nameof(Install)
                    )
                    : Protocol.Of(state).Samples ? Sample(state)
                    : Lock(state)
                """
            ),
            new Rewrite(
                "ExclusiveAccess.Enter",
                "mirror with { Entries = entries, Locked = false }",
                """
                mirror with
                {
                    Entries = entries,
                    Locked = false,
                    FailsNextUpdate = mirror.FailsNextUpdate || Protocol.Of(state).Samples,
                }
                """
            ),
            new Rewrite(
                "Callbacks.Tell",
                "state.Processes[Process].Mirrors[device].FailsNextUpdate",
                "state.Profile.UpdatesCanFail && state.Processes[Process].Mirrors[device].FailsNextUpdate"
            ),
            new Rewrite(
                "Callbacks.Tell",
                "MirrorRules.Drop(state, Process, device, window.Range)",
                """
                protocol.Samples && !state.Processes[Process].Mirrors[device].FailsNextUpdate
                    ? state
                    : MirrorRules.Drop(state, Process, device, window.Range)
                """
            )
        ),
        BankFault.OfStepsAlone(
            "BUG-214",
            "none known; nouveau in 6.1.192",
            "A device that is to have a page for itself samples the sequence number before it gets the page, and begins again if "
                + "that has changed it; to get a page that it has for itself already always does.",
            "EXC-4",
            new Rewrite(
                "ExclusiveAccess.Lock",
                """
                if (state.Processes[Process].Lock.Writer)
                {
                    return Blocked.MmapLock;
                }
                """,
                """
                if (state.Processes[Process].Lock.Writer)
                {
                    return Blocked.MmapLock;
                }
                else if (
                    Protocol.Of(state).Samples
                    && state.Processes[Process].Mirrors[Device].Sequence == state.Processes[Process].Notifier.Sequence
                )
                {
                    return Blocked.Window;
                }
                """
            ),
            new Rewrite(
                "ExclusiveAccess.Lock",
                "this with { Label = Step.Get, Fault = id, Reply = default }",
                """
                this with
                {
                    Label = Step.Get,
                    Fault = id,
                    Reply = default,
                    Sampled = state.Processes[Process].Mirrors[Device].Sequence,
                }
                """
            ),
            new Rewrite(
                "ExclusiveAccess.Through",
                "label is Step.Isolate or Step.Replace or Step.Check",
                "label is not (Step.Lock or Step.Enter)"
            ),
            new Rewrite("ExclusiveAccess.Sample", "!Protocol.Of(state).Samples", "Label == Step.Sample"),
            new Rewrite(
                "ExclusiveAccess.Check",
                "End(Left(Unlocked(state)), Reported(pages), Checking)",
                """
                To(
                    Left(Unlocked(state)),
                    this with
                    {
                        Label = Step.Lock,
                        Cursor = 0,
                        Sampled = 0,
                        Fault = 0,
                        Pages = [],
                        Reply = default,
                    },
                    Checking
                )
                """
            )
        ),
        BankFault.OfStepsAlone(
            "BUG-215",
            "none known; nouveau in 6.1.192",
            "A device's store takes a fault that came back without the right to write for handled, and is repeated: to a page of its own "
                + "memory that may only be read, as after a fork, always.",
            "FLT-10",
            new Rewrite(
                "DeviceAccess.Next",
                "End(state, new Outcome(Status.EFAULT, 0, Faults, [], []), WithoutWrite)",
                "(this with { Faults = Faults - 1 }).Fault(state)"
            )
        ),
    ];
}
