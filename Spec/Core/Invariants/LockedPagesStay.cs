namespace HmmSpec.Spec;

/// <summary>Informally: what a program has locked neither reclaim nor advice takes away.</summary>
/// <remarks>
/// For every swap-out, dontneed and advise, however it ended: a page of any process that is in a locked VMA has an entry of
/// the same kind and the same place as before, and the same content. (Not for states on the way: whoever locks a page that
/// reclaim has begun with brings it in again.)
/// </remarks>
[Invariant("INV-64")]
[Clause("LCK-11")]
public sealed class LockedPagesStay : IStepInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-64";

    /// <inheritdoc/>
    public string Clause => "LCK-11";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Step;

    /// <inheritdoc/>
    public Violation? Check(State before, Operation operation, Outcome outcome, State after)
    {
        // A hole in a file is in its locked mappings too.
        if (operation is not (SwapOut or DontNeed or Advise) || operation is Advise { Advice: Advice.Remove })
        {
            return null;
        }

        for (int process = 0; process < before.Processes.Count; process++)
        {
            foreach (Vma vma in before.Processes[process].Space.Vmas)
            {
                for (int page = vma.Range.Start; vma.IsLocked && page < vma.Range.End; page++)
                {
                    if (Flaw(before, after, process, page) is string flaw)
                    {
                        return this.Broken($"{OperationText.Format(operation)}: locked {flaw}");
                    }
                }
            }
        }

        return null;
    }

    private static string? Flaw(State before, State after, int process, int page)
    {
        Pte old = before.Processes[process].PageTable[page];
        Pte now = after.Processes[process].PageTable[page];
        return old.Kind != now.Kind || old.Target != now.Target
                ? $"{InvariantSentences.Page(process, page)} had {InvariantSentences.Of(old)} and has "
                    + InvariantSentences.Of(now)
            : before.ContentOf(process, page) != after.ContentOf(process, page)
                ? $"{InvariantSentences.Page(process, page)} held {before.ContentOf(process, page)} and holds "
                    + $"{after.ContentOf(process, page)}"
            : null;
    }
}
