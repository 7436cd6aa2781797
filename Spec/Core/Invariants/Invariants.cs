using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// All invariants, in the order of the clauses that they state. Two clauses need more than states: transparency
/// (<see cref="FlatAgreement"/>) needs flat memory, and that the same operation in the same state has the same outcome
/// (ERR-4) is a property of functions, which a test shows by running them twice.
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
    ];

    /// <summary>The invariants of whole operations that ran alone.</summary>
    public static Sequence<IStepInvariant> OfSteps { get; } =
    [
        new SequenceNeverFalls(),
        new MigrationChangesNoContent(),
        new StoresAreSeenByOneProcess(),
        new DevicesObeyNewRights(),
        new ErrorsChangeOnlyWhatTheirClauseAllows(),
    ];

    /// <summary>What a state breaks first, or null; <paramref name="quiescent"/> says that no activity is open.</summary>
    public static Violation? FirstViolation(State state, bool quiescent)
    {
        foreach (IStateInvariant invariant in OfStates)
        {
            if ((quiescent || invariant.Kind == InvariantKind.State) && invariant.Check(state) is Violation violation)
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
