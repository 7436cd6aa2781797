namespace HmmSpec.Spec;

/// <summary>Informally: after mlock no access to the range waits for a page to be brought in.</summary>
/// <remarks>
/// For every mlock, however it ended: no page of any process has other content or other rights. For every one that ended
/// well: each page of its range is in a locked VMA, and its entry is present, and writable if the VMA is private and allows
/// stores.
/// </remarks>
[Invariant("INV-65")]
[Clause("LCK-12")]
public sealed class LockingBringsPagesIn : IStepInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-65";

    /// <inheritdoc/>
    public string Clause => "LCK-12";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Step;

    /// <inheritdoc/>
    public Violation? Check(State before, Operation operation, Outcome outcome, State after)
    {
        if (operation is not Mlock mlock)
        {
            return null;
        }

        string? flaw =
            Differences.OfRights(before, after, Differences.Nowhere)
            ?? Differences.OfContent(before, after, Differences.Nowhere);
        for (
            int page = mlock.Range.Start;
            flaw is null && outcome.Status == Status.Ok && page < mlock.Range.End;
            page++
        )
        {
            flaw = Flaw(after, mlock.Process, page);
        }

        return flaw is null ? null : this.Broken($"{OperationText.Format(operation)}: {flaw}");
    }

    private static string? Flaw(State after, int process, int page)
    {
        string place = InvariantSentences.Page(process, page);
        if (!after.Processes[process].Space.TryFind(page, out Vma vma) || !vma.IsLocked)
        {
            return $"{place} is not locked";
        }

        Pte pte = after.Processes[process].PageTable[page];
        bool isWanted = pte.Kind == PteKind.Present;
        bool isOwn = vma.Protection != Protection.ReadWrite || vma.Backing.IsShared || pte.Writable;
        return isWanted && isOwn ? null : $"{place} has {InvariantSentences.Of(pte)}";
    }
}
