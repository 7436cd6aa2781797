using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section H of the bank: amdkfd's and amdgpu's bugs that need an interleaving.</summary>
internal static class AmdRaceFaults
{
    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfSteps(
            "BUG-105",
            "handle VMA remove race; 0cc53cb45066, 7ad153db5859",
            "A device fault looks at the VMA, does not hold the mmap lock, and faults a page in although the VMA has gone "
                + "meanwhile.",
            "FLT-1",
            new Rewrite("DeviceFault.Lock", "TableRules.LockRead(state, Process)", "state"),
            new Rewrite("DeviceFault.LeftAndUnlocked", "TableRules.UnlockRead(state, Process)", "state"),
            new Rewrite("DeviceFault.Walk", "TableRules.UnlockRead(state, Process)", "state"),
            new Rewrite(
                "CpuFault.Handle",
                "!(Write ? process.Space.IsWritable(Page) : process.Space.IsReadable(Page))",
                "!HoldsLock && !(Write ? process.Space.IsWritable(Page) : process.Space.IsReadable(Page))"
            )
        ),
        BankFault.OfSteps(
            "BUG-106",
            "process exit and retry fault race; a0c55ecee100",
            "exit waits neither for device faults under way nor for who reads the address space, and they go on using it.",
            "MAP-15",
            new Rewrite("SequenceProtocol.ExitWaits", "notifier.Faults.Count > 0", "false"),
            new Rewrite(
                "ExitActivity.Release",
                "state.Processes[Process].Lock.IsFree",
                "!state.Processes[Process].Lock.Writer"
            )
        ),
        BankFault.OfSteps(
            "BUG-118",
            "fix a race condition of vram buffer unref in svm code; 709c34826161 CVE-2023-52825",
            "unmap gives back the device page of an entry that a migration holds, which gives it back as well.",
            "MAP-5",
            new Rewrite(
                "UnmapActivity.Clear",
                "Zap.Clear(state, Process, page, ref gathered)",
                """
                state.Processes[Process].PageTable[page]
                    is { Kind: PteKind.Migration, Target: { IsSystem: false } moving }
                    ? FrameRules.DropReference(Zap.Clear(state, Process, page, ref gathered), moving)
                    : Zap.Clear(state, Process, page, ref gathered)
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-122",
            "svm range restore work deadlock when process exit; 6225bb3a88d2 CVE-2022-49133, cf234231fcbc CVE-2025-38520",
            "The callback of an exit waits for a device fault under way, and that waits for the lock that exit holds.",
            "MAP-15",
            new Rewrite(
                "DeviceFault.Sample",
                "To(state, this with { Label = Step.Lock, Sampled = sampled }, Beginning(state))",
                """
                To(
                    ActiveFaults.Enter(state, Process, Device, Range, out int id),
                    this with { Label = Step.Lock, Sampled = sampled, Fault = id },
                    Beginning(state)
                )
                """
            ),
            new Rewrite(
                "DeviceFault.Lock",
                "Fail(state, status, Checks.Behind(status))",
                "Fail(Left(state), status, Checks.Behind(status))"
            ),
            new Rewrite(
                "DeviceFault.Lock",
                "ActiveFaults.Enter(TableRules.LockRead(state, Process), Process, Device, Range, out int id)",
                """
                ActiveFaults.Leave(
                    ActiveFaults.Enter(TableRules.LockRead(state, Process), Process, Device, Range, out int id),
                    Process,
                    Fault == 0 ? 0 : id
                )
                """
            ),
            new Rewrite("DeviceFault.Lock", "Fault = id", "Fault = Fault == 0 ? id : Fault"),
            new Rewrite("SequenceProtocol.ExitWaits", "notifier.Faults.Count > 0", "false"),
            new Rewrite(
                "Callbacks.Next",
                "Protocol.Of(state).IsHeld(process.Notifier, window)",
                """
                Protocol.Of(state).IsHeld(process.Notifier, window)
                    || (
                        Protocol.Of(state).Samples
                        && window.Kind == EventKind.Release
                        && process.Notifier.Faults.Count > 0
                    )
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-123",
            "Fix mmap write lock not release; 7574f30337e1, f7569ef1cf97 CVE-2025-40332",
            "A device fault that ends in EFAULT releases the mmap lock in the other mode than it took it: here, as it takes it "
                + "for reading, for all readers at once.",
            "FLT-5",
            new Rewrite(
                "DeviceFault.Unmet",
                "Fail(LeftAndUnlocked(state), Status.EFAULT, Unreadable, refused, step)",
                "Fail(TableRules.LockWrite(Left(state), Process, held: false), Status.EFAULT, Unreadable, refused, step)"
            )
        ),
        BankFault.OfSteps(
            "BUG-127",
            "fix userptr HMM range handling (November 2022)",
            "All device faults on a mirror keep the sampled sequence number in one place, so that a later one hides from an "
                + "earlier one that the mirror was told.",
            "FLT-1",
            new Rewrite(
                "DeviceFault.Sample",
                "To(state, this with { Label = Step.Lock, Sampled = sampled }, Beginning(state))",
                """
                To(
                    state.WithMirror(Process, Device, process.Mirrors[Device] with { FailsNextUpdate = false }),
                    this with { Label = Step.Lock, Sampled = sampled },
                    Beginning(state)
                )
                """
            ),
            new Rewrite(
                "ExclusiveAccess.Sample",
                "To(state, next with { Sampled = sampled }, Opening)",
                """
                To(
                    state.WithMirror(Process, Device, process.Mirrors[Device] with { FailsNextUpdate = false }),
                    next with { Sampled = sampled },
                    Opening
                )
                """
            ),
            new Rewrite(
                "SequenceProtocol.Told",
                "mirror with { Sequence = notifier.Sequence }",
                "mirror with { Sequence = notifier.Sequence, FailsNextUpdate = true }"
            ),
            new Rewrite(
                "SequenceProtocol.IsStale",
                "process.Mirrors[device].Sequence != sampled",
                "process.Mirrors[device].FailsNextUpdate"
            ),
            new Rewrite(
                "Callbacks.Tell",
                "state.Processes[Process].Mirrors[device].FailsNextUpdate",
                "state.Profile.UpdatesCanFail && state.Processes[Process].Mirrors[device].FailsNextUpdate"
            )
        ),
        BankFault.OfStepsAlone(
            "BUG-128",
            "avoid reclaim while holding locks taken in MMU notifier (2018)",
            "A device fault that holds the driver's lock and finds no IOVA reclaims a page, whose callback wants that lock.",
            "NTF-2",
            new Rewrite(
                "DeviceFault.Install",
                "complete ? End(installed, Reported(), Installing) : Fail(installed, Status.ENOMEM, NoDma)",
                """
                complete
                    ? End(installed, Reported(), Installing)
                    : To(
                        state,
                        new SwapOutActivity(
                            new SwapOut(
                                Process,
                                Range.Start
                                    + Enumerable
                                        .Range(0, Found.Count)
                                        .FirstOrDefault(index =>
                                            Found[index].IsValid && Found[index].Target is { IsSystem: true, IsZero: false }
                                        )
                            )
                        )
                        {
                            Caller = this,
                        },
                        NoDma
                    )
                """
            )
        ),
        BankFault.OfSteps(
            "BUG-130",
            "fix a use after free race with mmu_notifier unregister (August 2019)",
            "A device that goes does not wait for a mirror that somebody else is unregistering, whose callbacks and faults "
                + "still run.",
            "EVC-4",
            new Rewrite(
                "RemovalActivity.NextMirror",
                "state.Processes[process].Mirrors[Device].Stage == MirrorStage.None",
                "!state.Processes[process].Mirrors[Device].IsOpen"
            )
        ),
        BankFault.OfSteps(
            "BUG-136",
            "make all TLB-flushes heavy-weight; 9b4e3495d1bd, b4a7f4e7ad2b",
            "A mirror that is told does not wait for accesses under way: a device that has taken a translation moves its data "
                + "through it later.",
            "NTF-2",
            new Rewrite(
                "DeviceAccess.Translate",
                """
                this with
                {
                    Faulted = false,
                    Reply = default,
                }
                """,
                """
                this with
                {
                    Faulted = false,
                    Reply = new Reply(Status.Ok, cached.Target.IsSystem ? 2 + cached.Target.Frame : 0, []),
                }
                """
            ),
            new Rewrite(
                "DeviceAccess.Next",
                "mirror.Tlb[Page]",
                """
                Reply.Window > 0 && !Faulted
                    ? new Translation(true, true, Target.System(Reply.Window - 2))
                    : mirror.Tlb[Page]
                """
            )
        ),
    ];
}
