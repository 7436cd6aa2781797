using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// All invariants, in the order of the clauses that they state. Three clauses need more than states: transparency
/// (<see cref="FlatAgreement"/>) needs flat memory, that every operation ends (<see cref="EveryOperationEnds"/>) needs
/// runs, and that the same operation in the same state has the same outcome (ERR-4) is a property of functions, which a
/// test shows by running them twice.
/// </summary>
public static class Invariants
{
    /// <summary>The invariants of states, those that hold only where nothing is in flight among them.</summary>
    public static Sequence<IStateInvariant> OfStates { get; } =
    [
        new MirrorAgreesWithPageTable(),
        new MirrorGrantsNoMoreThanPageTable(),
        new MirrorGrantsNoMoreThanMapping(),
        new DeviceEntriesLeadToOwnMemory(),
        new OnlyLiveMirrorsHaveEntries(),
        new DeviceTranslationsAgreeWithMirror(),
        new MirrorsExistOnlyForAttachedDevices(),
        new SequenceIsOddOnlyWhileAWindowIsOpen(),
        new NothingIsLeftOpenOrLocked(),
        new WindowsAndDeviceFaultsExclude(),
        new SystemEntriesHaveDmaMappings(),
        new DmaMappingsBelongToEntries(),
        new CleanFramesHoldWhatIsBehindThem(),
        new DevicePagesAreMappedByNoProcessor(),
        new MigrationEntriesHaveLockedSources(),
        new WritablePagesAreMappedOnce(),
        new SwapSlotsCountTheirEntries(),
        new FramesCountTheirMappings(),
        new FramesCountTheirReferences(),
        new FreeFramesAreReachedByNothing(),
        new ProcessorTranslationsAgreeWithPageTable(),
        new PageTableGrantsNoMoreThanMapping(),
        new MirrorsStayEmptyUnderWindows(),
        new StoresGoToOnePlace(),
        new ExclusivePagesAreReachedByOneDevice(),
        new PageCacheHasOneFrameForAPage(),
        new FileEntriesLeadToTheirPages(),
        new CleanPageCacheHoldsWhatIsStored(),
        new MemoryFilePagesAreInOnePlace(),
        new PinnedFramesAreOfOneProcess(),
    ];

    // Those that hold while operations are in flight, picked once: every explored state is asked.
    private static readonly Sequence<IStateInvariant> InFlight =
    [
        .. OfStates.AsEnumerable().Where(static invariant => invariant.Kind == InvariantKind.State),
    ];

    /// <summary>The invariants of whole operations that ran alone.</summary>
    public static Sequence<IStepInvariant> OfSteps { get; } =
    [
        new SequenceNeverFalls(),
        new MigrationChangesNoContent(),
        new StoresAreSeenByOneProcess(),
        new DevicesObeyNewRights(),
        new ErrorsChangeOnlyWhatTheirClauseAllows(),
        new SharedStoresAreSeenByAll(),
        new LockedPagesStay(),
        new LockingBringsPagesIn(),
    ];

    /// <summary>The invariants of states together with the activities that are in flight.</summary>
    public static Sequence<IInterleavingInvariant> OfInterleavings { get; } = [new CopiesHoldWhatTheyCopy()];

    /// <summary>What a step of one of several activities breaks first, or null.</summary>
    /// <param name="before">Before the step.</param>
    /// <param name="taken">The step.</param>
    /// <param name="after">After it.</param>
    public static Violation? FirstViolation(Interleaving before, Successor taken, Interleaving after) =>
        FlatAgreement.Check(before.Flat, taken.Effect) ?? FirstViolation(after);

    /// <summary>What is wrong with a state and the activities in flight in it, or null.</summary>
    public static Violation? FirstViolation(Interleaving interleaving)
    {
        bool quiescent = interleaving.IsQuiescent;
        if (FirstViolation(interleaving.State, quiescent) is Violation ofState)
        {
            return ofState;
        }

        foreach (IInterleavingInvariant invariant in OfInterleavings)
        {
            if (invariant.Check(interleaving) is Violation violation)
            {
                return violation;
            }
        }

        return quiescent ? FlatAgreement.Check(interleaving.State, interleaving.Flat) : null;
    }

    /// <summary>What a state breaks first, or null; <paramref name="quiescent"/> says that no activity is open.</summary>
    public static Violation? FirstViolation(State state, bool quiescent)
    {
        foreach (IStateInvariant invariant in quiescent ? OfStates : InFlight)
        {
            if (invariant.Check(state) is Violation violation)
            {
                return violation;
            }
        }

        return null;
    }

    /// <summary>What an operation that ran alone breaks first, or null, between two states that break nothing.</summary>
    public static Violation? FirstViolation(State before, Operation operation, Outcome outcome, State after)
    {
        foreach (IStepInvariant invariant in OfSteps)
        {
            if (invariant.Check(before, operation, outcome, after) is Violation violation)
            {
                return violation;
            }
        }

        return null;
    }
}
