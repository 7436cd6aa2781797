using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// What of an answer no state whatever can give: a content that the page never had, a success or an entry beyond the rights
/// of every mapping that it may have, a signal for what all of them allow, a count that is too large. It looks at one answer after
/// another and never gives up; so it still says no where more states are possible, or more ways, than can be looked at.
/// </summary>
public sealed class AnswerBound
{
    private readonly MemoryBound _memory;

    /// <summary>Begins with a run.</summary>
    public AnswerBound(World world, Profile profile) => _memory = new MemoryBound(world, profile);

    /// <summary>Takes note of an answer; what of it is impossible, or null.</summary>
    public Divergence? Take(Operation operation, Answer answer)
    {
        Certainty certainty =
            answer is not { Kind: AnswerKind.Ended, IsKnown: true } ? Certainty.Maybe
            : answer.Outcome.Status == Status.Ok ? Certainty.Done
            : Certainty.Failed;
        Divergence? impossible =
            certainty == Certainty.Done
                ? Counts(operation, answer.Outcome)
                    ?? Rights(operation, answer.Outcome)
                    ?? Values(operation, answer.Outcome)
            : certainty == Certainty.Failed ? Refusal(operation, answer.Outcome.Status)
            : null;
        _memory.Follow(operation, certainty, answer.Outcome);
        impossible ??= Pages(answer.Touched);
        return answer.State is { } state ? impossible ?? Pages(state.Pages) : impossible;
    }

    /// <summary>What of everything that was seen is impossible, or null.</summary>
    public Divergence? Take(StateObservation seen) => Pages(seen.Pages);

    // How many results there are, and how much can have been done.
    private static Divergence? Counts(Operation operation, Outcome outcome)
    {
        (string Clause, long Most)? bound =
            operation is Evict evict ? ("EVC-2", Math.Max(evict.Count, 0))
            : operation is SwapOut ? ("RCL-2", 1)
            : operation is Compact ? ("CMP-2", 1)
            : null;
        if (bound is { } it && outcome.Value > (ulong)it.Most)
        {
            return Outcomes(it.Clause, $"at most {it.Most}", $"{outcome.Value}");
        }

        (string Clause, int Count)? results =
            operation is Snapshot snapshot ? ("SNP-1", snapshot.Range.Count)
            : operation is RangeFault fault ? ("FLT-12", fault.Range.Count)
            : null;
        return results is { } wanted && outcome.Pages.Count != wanted.Count
            ? Outcomes(wanted.Clause, $"{wanted.Count} results of pages", $"{outcome.Pages.Count} results of pages")
            : null;
    }

    // A signal is for a program, and for want of a right only if the right may be missing.
    private Divergence? Refusal(Operation operation, Status status)
    {
        bool isSignal = status is Status.SIGSEGV or Status.SIGBUS;
        if (operation is not (Load or Store))
        {
            return isSignal ? Outcomes("CPU-4", "an errno, for it is no access of a CPU", Word(status)) : null;
        }

        if (!isSignal && status is not (Status.ESRCH or Status.ENOMEM))
        {
            return Outcomes("CPU-4", "SIGSEGV, SIGBUS, ESRCH or ENOMEM, if it is refused", Word(status));
        }

        (int process, PageRange range) = Footprint.Named(operation);
        Protection needed = operation is Load ? Protection.Read : Protection.ReadWrite;
        Protection least = _memory.LeastOf(new PageAddress(process, range.Start));
        return status == Status.SIGSEGV && least >= needed
            ? Outcomes("CPU-4", $"ok, for p{process} page {range.Start} is {Word(least)}", Word(status))
            : null;
    }

    private Divergence? Rights(Operation operation, Outcome outcome)
    {
        (int process, PageRange range) = Footprint.Named(operation);
        return operation is Load ? Rights(process, range, Protection.Read, "CPU-4")
            : operation is Store ? Rights(process, range, Protection.ReadWrite, "CPU-4")
            : operation is DeviceLoad ? Rights(process, range, Protection.Read, "TRN-3")
            : operation is DeviceStore or DeviceAtomic ? Rights(process, range, Protection.ReadWrite, "TRN-3")
            : operation is Snapshot or RangeFault ? Results(process, range, outcome.Pages)
            : null;
    }

    private Divergence? Rights(int process, PageRange range, Protection needed, string clause)
    {
        for (int page = range.Start; page < range.End; page++)
        {
            PageAddress address = new(process, page);
            Protection most = _memory.RightsOf(address);
            if (most < needed)
            {
                return Outcomes(clause, $"an error, for p{process} page {page} is {Word(most)}", "ok");
            }
        }

        return null;
    }

    private Divergence? Results(int process, PageRange range, Sequence<PageResult> results)
    {
        for (int index = 0; index < results.Count; index++)
        {
            PageAddress page = new(process, range.Start + index);
            Protection needed =
                results[index] is PageResult.Write or PageResult.DeviceWrite ? Protection.ReadWrite
                : results[index] is PageResult.Read or PageResult.DeviceRead or PageResult.Zero ? Protection.Read
                : Protection.None;
            Protection most = _memory.RightsOf(page);
            if (most < needed)
            {
                return new Divergence(
                    DivergenceKind.Outcome,
                    needed == Protection.ReadWrite ? "MIR-13" : "TRN-3",
                    $"result for p{page.Process} page {page.Page}",
                    $"no more than {Word(most)}",
                    Names.PageResults.NameOf(results[index])
                );
            }
        }

        return null;
    }

    private Divergence? Values(Operation operation, Outcome outcome)
    {
        (int process, PageRange range) = Footprint.Named(operation);
        if (operation is DeviceLoad && range.Count > 1)
        {
            for (int offset = 0; offset < outcome.Values.Count; offset++)
            {
                PageAddress page = new(process, range.Start + offset);
                if (Value(page, outcome.Values[offset], DivergenceKind.Outcome, "outcome") is { } impossible)
                {
                    return impossible;
                }
            }

            return null;
        }

        return operation is Load or DeviceLoad or DeviceAtomic
            ? Value(new PageAddress(process, range.Start), outcome.Value, DivergenceKind.Outcome, "outcome")
            : null;
    }

    private Divergence? Pages(Sequence<PageObservation> pages)
    {
        foreach (PageObservation seen in pages)
        {
            PageAddress page = new(seen.Process, seen.Page);
            if (seen.Mapped == false || !_memory.Exists(page))
            {
                continue;
            }

            if (Page(page, seen) is { } impossible)
            {
                return impossible;
            }

            if (seen is { Mapped: true, Value: { } value } && seen.Entry != ObservedEntry.Poisoned)
            {
                _memory.Saw(page, value);
            }
        }

        return null;
    }

    private Divergence? Page(PageAddress page, PageObservation seen)
    {
        string name = $"p{page.Process} page {page.Page}";
        Protection most = _memory.RightsOf(page);
        if (seen.Protection is { } rights && rights > most)
        {
            return Of(DivergenceKind.Page, "TRN-1", $"{name}, protection", Word(most), Word(rights));
        }

        if (seen is { Writable: true, Entry: ObservedEntry.Present } && most < Protection.ReadWrite)
        {
            return Of(DivergenceKind.Page, "TRN-1", $"{name}, writable", "false", "true");
        }

        // Where nothing is mapped there is no content, and one that was not looked at reads as zeros.
        bool hasContent = seen.Entry != ObservedEntry.Poisoned && (seen.Mapped == true || seen.Value is not 0);
        if (hasContent && Value(page, seen.Value, DivergenceKind.Page, $"{name}, value") is { } impossible)
        {
            return impossible;
        }

        foreach (MirrorObservation mirror in seen.Mirrors)
        {
            if (Mirror(page, mirror, most) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Divergence? Mirror(PageAddress page, MirrorObservation seen, Protection most)
    {
        if (seen.Entry is null or MirrorEntryKind.None)
        {
            return null;
        }

        string name = $"mirror of p{page.Process} in d{seen.Device}, page {page.Page}";
        return most == Protection.None
                ? Of(
                    DivergenceKind.Mirror,
                    "TRN-3",
                    $"{name}, entry",
                    "none",
                    ObservedNames.MirrorEntries.NameOf(seen.Entry.Value)
                )
            : seen.Writable == true && most < Protection.ReadWrite
                ? Of(DivergenceKind.Mirror, "MIR-13", $"{name}, writable", "false", "true")
            : Value(page, seen.Value, DivergenceKind.Mirror, $"{name}, value");
    }

    private Divergence? Value(PageAddress page, ulong? found, DivergenceKind kind, string subject)
    {
        ValueBound allowed = _memory.ValuesOf(page);
        return found is { } value && !allowed.Has(value) ? Of(kind, "TRN-1", subject, $"{allowed}", $"{value}") : null;
    }

    private static Divergence Outcomes(string clause, string expected, string found) =>
        Of(DivergenceKind.Outcome, clause, "outcome", expected, found);

    private static Divergence Of(DivergenceKind kind, string clause, string subject, string expected, string found) =>
        new(kind, clause, subject, expected, found);

    private static string Word(Protection rights) => Names.Protections.NameOf(rights);

    private static string Word(Status status) => Names.Statuses.NameOf(status);
}
