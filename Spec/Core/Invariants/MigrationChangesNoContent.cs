namespace HmmSpec.Spec;

/// <summary>Informally: wherever the kernel moves a page, the program cannot tell.</summary>
/// <remarks>
/// For every migration in either direction, eviction, detach, swap-out, compact, make-exclusive, write-back and drop-cache,
/// however it ended: no process lives or dies, no page of
/// any process has other content or other rights; and a page that was skipped or not reached (for a swap-out or compact: that did
/// not leave) has an entry of the same kind and the same place as before. A page lost to somebody else is nobody's
/// promise, and where a migration brings pages in first (MIG-23), one that was not mapped is where it was brought. Of a swap-out, pages whose frame was lazily free before are left out, and entries of pages of memory files, which
/// are emptied also when there is no slot (FIL-27).
/// </remarks>
[Invariant("INV-34")]
[Clause("MIG-19")]
public sealed class MigrationChangesNoContent : IStepInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-34";

    /// <inheritdoc/>
    public string Clause => "MIG-19";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Step;

    /// <inheritdoc/>
    public Violation? Check(State before, Operation operation, Outcome outcome, State after)
    {
        if (
            operation
            is not (
                MigrateToDevice
                or MigrateToSystem
                or Evict
                or Detach
                or SwapOut
                or Compact
                or MakeExclusive
                or WriteBack
                or DropCache
            )
        )
        {
            return null;
        }

        string? flaw =
            Differences.OfRights(before, after, Differences.Nowhere)
            ?? Differences.OfContent(before, after, (process, page) => MayBeDropped(before, operation, process, page))
            ?? (OperationPlace.IsInWorld(before, operation) ? OfStaying(before, operation, outcome, after) : null);
        return flaw is null ? null : this.Broken($"{OperationText.Format(operation)}: {flaw}");
    }

    private static string? OfStaying(State before, Operation operation, Outcome outcome, State after) =>
        operation is MigrateToDevice there ? OfSkipped(before, there.Process, there.Range, true, outcome, after)
        : operation is MigrateToSystem back ? OfSkipped(before, back.Process, back.Range, false, outcome, after)
        : operation is SwapOut swap && outcome == Outcome.Of(0) && !MayBeEmptied(before, swap)
            ? OfPage(before, swap.Process, swap.Page, after)
        : operation is Compact compact && outcome == Outcome.Of(0)
            ? OfPage(before, compact.Process, compact.Page, after)
        : null;

    // Reclaim may drop what is lazily free, and some mappings of it before it finds that it may not (ADV-4).
    private static bool MayBeDropped(State before, Operation operation, int process, int page) =>
        operation is SwapOut
        && before.Processes[process].PageTable[page] is { IsMapped: true, Target.IsZero: false } pte
        && before.FrameAt(pte.Target).LazyFree;

    private static bool MayBeEmptied(State before, SwapOut swap) =>
        MayBeDropped(before, swap, swap.Process, swap.Page)
        || (
            before.Processes[swap.Process].PageTable[swap.Page] is { IsMapped: true, Target.IsZero: false } pte
            && before.FrameAt(pte.Target).File is FileAddress address
            && before.World.IsMemoryFile(address.File)
        );

    private static bool MayComeIn(State before, bool toDevice, int process, int page) =>
        toDevice && before.Profile.MigrationFaultsPagesIn && !before.Processes[process].PageTable[page].IsMapped;

    private static string? OfSkipped(
        State before,
        int process,
        PageRange range,
        bool toDevice,
        Outcome outcome,
        State after
    )
    {
        for (int index = 0; index < range.Count && index < outcome.Pages.Count; index++)
        {
            PageResult result = outcome.Pages[index];
            bool free =
                result is PageResult.Migrated or PageResult.Filled or PageResult.SkippedLost
                || MayComeIn(before, toDevice, process, range.Start + index);
            if (!free && OfPage(before, process, range.Start + index, after) is string flaw)
            {
                return $"{flaw}, but was {Names.PageResults.NameOf(result)}";
            }
        }

        return null;
    }

    private static string? OfPage(State before, int process, int page, State after)
    {
        Pte old = before.Processes[process].PageTable[page];
        Pte now = after.Processes[process].PageTable[page];
        return old.Kind == now.Kind && old.Target == now.Target
            ? null
            : $"{InvariantSentences.Page(process, page)} had {InvariantSentences.Of(old)} and has {InvariantSentences.Of(now)}";
    }
}
