namespace HmmSpec.Spec;

/// <summary>Informally: what fails leaves nothing behind but what its clause names.</summary>
/// <remarks>
/// For every operation that ended in an error: the state is as before, except for what <see cref="ErrorAllowance"/> says
/// of this operation and error.
/// </remarks>
[Invariant("INV-48")]
[Clause("ERR-3")]
public sealed class ErrorsChangeOnlyWhatTheirClauseAllows : IStepInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-48";

    /// <inheritdoc/>
    public string Clause => "ERR-3";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Step;

    /// <inheritdoc/>
    public Violation? Check(State before, Operation operation, Outcome outcome, State after)
    {
        string? flaw =
            outcome.Status == Status.Ok
                ? null
                : ErrorAllowances.Of(before, operation, outcome) switch
                {
                    ErrorAllowance.Nothing => OfAnything(before, after),
                    ErrorAllowance.Places => OfContents(before, after),
                    ErrorAllowance.PlacesOutsideMirror => OfContents(before, after)
                        ?? OfMirror(before, (RangeFault)operation, after),
                    ErrorAllowance.FirstStores => OfStores(before, (DeviceStore)operation, after),
                    ErrorAllowance.FirstRights => OfRights(before, (Protect)operation, after),
                    ErrorAllowance.RangeContents => OfDiscard(before, OperationPlace.Of(operation), after),
                    ErrorAllowance.FileHoles => OfHoles(before, OperationPlace.Of(operation), after),
                    ErrorAllowance.Unmapping => OfUnmapping(before, (Remap)operation, after),
                };
        return flaw is null
            ? null
            : this.Broken($"{OperationText.Format(operation)} -> {Names.Statuses.NameOf(outcome.Status)}: {flaw}");
    }

    private static string? OfAnything(State before, State after) =>
        before.Equals(after) ? null
        : StateDiff.Between(before, after) is { Count: > 0 } lines ? $"{lines[0]}"
        : "a frame, slot, IOVA or sequence number has changed";

    private static string? OfContents(State before, State after) =>
        Differences.OfRights(before, after, Differences.Nowhere)
        ?? Differences.OfContent(before, after, Differences.Nowhere);

    private static string? OfMirror(State before, RangeFault fault, State after)
    {
        Data.Table<MirrorEntry> old = before.Processes[fault.Process].Mirrors[fault.Device].Entries;
        Data.Table<MirrorEntry> now = after.Processes[fault.Process].Mirrors[fault.Device].Entries;
        for (int page = 0; page < now.Count; page++)
        {
            if (now[page].IsValid && now[page] != old[page])
            {
                return $"{InvariantSentences.Page(fault.Process, fault.Device, page)} was entered into the mirror";
            }
        }

        return null;
    }

    private static string? OfStores(State before, DeviceStore store, State after)
    {
        int done = 0;
        while (
            done < store.Range.Count
            && after.ContentOf(store.Process, store.Range.Start + done) == unchecked(store.Value + (ulong)done)
        )
        {
            done++;
        }

        // Pages that show the same page of a file hold what was stored last.
        bool shares = SharedPages.StoredTo(before, store.Process, store.Range) is not null;
        PageRange stored = shares ? store.Range : new PageRange(store.Range.Start, done);
        return Differences.OfRights(before, after, Differences.Nowhere)
            ?? Differences.OfContent(before, after, (store.Process, stored));
    }

    private static string? OfRights(State before, Protect protect, State after)
    {
        int end = protect.Range.Start;
        while (end < protect.Range.End && before.Processes[protect.Process].Space.TryFind(end, out _))
        {
            end++;
        }

        PageRange first = PageRange.Between(protect.Range.Start, end);
        (int, PageRange) changed = (protect.Process, first);

        // What was brought in for a locked VMA may have moved for all that share it (LCK-8).
        bool moves = before.Processes[protect.Process].Space.Vmas.Any(vma => vma.IsLocked && vma.Range.Overlaps(first));
        return Differences.OfRights(before, after, changed)
            ?? (moves ? null : Differences.OfEntries(before, after, changed))
            ?? Differences.OfContent(before, after, Differences.Nowhere);
    }

    private static string? OfUnmapping(State before, Remap remap, State after)
    {
        AddressSpace space = after.Processes[remap.Process].Space;
        bool IsUnmapped(int process, int page) =>
            process == remap.Process
            && !space.TryFind(page, out _)
            && (IsWithin(page, remap.NewStart, remap.NewCount) || IsWithin(page, remap.Range.Start, remap.Range.Count));
        return Differences.OfRights(before, after, IsUnmapped) ?? Differences.OfContent(before, after, IsUnmapped);
    }

    private static bool IsWithin(int page, int start, int count) => page >= start && page - (long)start < (uint)count;

    private static string? OfHoles(State before, (int Process, PageRange Range) holes, State after) =>
        Differences.OfRights(before, after, Differences.Nowhere) ?? Differences.OfContent(before, after, holes);

    private static string? OfDiscard(State before, (int Process, PageRange Range) discard, State after) =>
        Differences.OfRights(before, after, Differences.Nowhere)
        ?? Differences.OfEntries(before, after, discard)
        ?? Differences.OfContent(before, after, discard);
}
