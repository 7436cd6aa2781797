using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The reference, flat memory and an implementation, operation by operation side by side. The comparison is exact: the
/// outcome, the events, and the state up to the names of frames, slots and IOVAs.
/// </summary>
public sealed class Lockstep : IJudge
{
    private readonly IMachine _machine;
    private readonly Thoroughness _thoroughness;
    private int _sinceWhole;

    /// <summary>Begins a run.</summary>
    public Lockstep(World world, Profile profile, IMachine machine, Thoroughness thoroughness)
        : this(ReferenceModel.Init(world, profile), FlatMemory.Initial(world), machine, thoroughness) { }

    /// <summary>Goes on with a run.</summary>
    /// <param name="state">The state that the reference is in.</param>
    /// <param name="flat">Memory as the programs see it there.</param>
    /// <param name="machine">The machine, which is there as well.</param>
    /// <param name="thoroughness">How often everything is compared.</param>
    public Lockstep(State state, FlatMemory flat, IMachine machine, Thoroughness thoroughness)
    {
        State = state;
        Flat = flat;
        _machine = machine;
        _thoroughness = thoroughness;
    }

    /// <inheritdoc/>
    public State State { get; private set; }

    /// <summary>Memory as the programs see it.</summary>
    public FlatMemory Flat { get; private set; }

    /// <inheritdoc/>
    public Transition Last { get; private set; }

    /// <inheritdoc/>
    public Outcome Seen { get; private set; }

    /// <inheritdoc/>
    public Divergence? Apply(Operation operation)
    {
        State before = State;
        Last = ReferenceModel.Run(before, operation);
        State = Last.After;
        Divergence? difference = Commit(operation) ?? Compare(before, operation);
        _sinceWhole++;
        if (difference is not null)
        {
            return WithInvariant(difference, before, operation);
        }

        if (_sinceWhole < _thoroughness.Period)
        {
            return null;
        }

        return CompareWhole(before, operation);
    }

    /// <inheritdoc/>
    public Divergence? Finish(Operation last) => _sinceWhole == 0 ? null : CompareWhole(State, last);

    private Divergence WithInvariant(Divergence difference, State before, Operation operation)
    {
        // A machine that crashed need not have a state that can be observed.
        if (difference.Kind is DivergenceKind.Crash or DivergenceKind.Specification)
        {
            return difference;
        }

        try
        {
            State observed = _machine.Observe();
            Violation? broken =
                Invariants.FirstViolation(observed, quiescent: true)
                ?? Invariants.FirstViolation(before, operation, Last.Outcome, observed);
            return difference with { BrokenInvariant = broken?.Clause };
        }
#pragma warning disable CA1031 // The difference is found; a state that makes no sense adds nothing to it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return difference;
        }
    }

    private Divergence? Commit(Operation operation)
    {
        foreach (FlatEffect effect in Last.Effects)
        {
            if (!Flat.Allows(effect))
            {
                string found = $"{effect.Kind} {effect.Value} in {operation}";
                return new Divergence(DivergenceKind.Specification, "TRN-1", "flat memory", "an allowed commit", found);
            }

            Flat = Flat.After(effect);
        }

        return null;
    }

    private Divergence? Compare(State before, Operation operation)
    {
        try
        {
            Seen = _machine.Apply(operation);
        }
#pragma warning disable CA1031 // Whatever an implementation under test throws is a finding, and the run goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Crash.Of(exception, before, operation, Last);
        }

        if (Seen != Last.Outcome)
        {
            return new Divergence(
                DivergenceKind.Outcome,
                Attribution.OfOutcome(before, operation),
                "outcome",
                OutcomeText.Format(Last.Outcome),
                OutcomeText.Format(Seen)
            );
        }

        try
        {
            return CompareTouched(before, operation) ?? CompareEvents(before, operation);
        }
#pragma warning disable CA1031 // A view that cannot be had is a finding, like an operation that cannot be done.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Crash.Of(exception, before, operation, Last);
        }
    }

    private Divergence? CompareEvents(State before, Operation operation)
    {
        if (EventOrder.Same(Last.Events.Span, _machine.Events))
        {
            return null;
        }

        int index = Last.Events.Span.CommonPrefixLength(_machine.Events);
        string clause = Attribution.OfEvent(before, operation, index);
        string expected = EventOrder.Format(Last.Events.Span);
        return new Divergence(DivergenceKind.Events, clause, "events", expected, EventOrder.Format(_machine.Events));
    }

    private Divergence? CompareTouched(State before, Operation operation)
    {
        foreach (PageAddress address in _machine.Touched)
        {
            if (ComparePage(before, operation, address.Process, address.Page) is { } difference)
            {
                return difference;
            }
        }

        for (
            int process = State.Processes.NextDifference(before.Processes, 0);
            process < State.Processes.Count;
            process = State.Processes.NextDifference(before.Processes, process + 1)
        )
        {
            if (CompareChanged(before, operation, process) is { } difference)
            {
                return difference;
            }
        }

        (int accessed, PageRange range) = Footprint.Of(operation, State);
        for (int page = range.Start; page < range.End; page++)
        {
            if (ComparePage(before, operation, accessed, page) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private Divergence? CompareChanged(State before, Operation operation, int process)
    {
        Process now = State.Processes[process];
        Process then = before.Processes[process];
        Divergence? difference = null;
        for (
            int page = now.PageTable.NextDifference(then.PageTable, 0);
            page < now.PageTable.Count && difference is null;
            page = now.PageTable.NextDifference(then.PageTable, page + 1)
        )
        {
            difference = ComparePage(before, operation, process, page);
        }

        for (
            int page = now.Tlb.NextDifference(then.Tlb, 0);
            page < now.Tlb.Count && difference is null;
            page = now.Tlb.NextDifference(then.Tlb, page + 1)
        )
        {
            difference = ComparePage(before, operation, process, page);
        }

        for (int device = 0; device < now.Mirrors.Count && difference is null; device++)
        {
            Table<MirrorEntry> entries = now.Mirrors[device].Entries;
            Table<MirrorEntry> old = then.Mirrors[device].Entries;
            for (
                int page = entries.NextDifference(old, 0);
                page < entries.Count && difference is null;
                page = entries.NextDifference(old, page + 1)
            )
            {
                difference = CompareMirror(before, operation, process, device, page);
            }
        }

        return difference;
    }

    private Divergence? ComparePage(State before, Operation operation, int process, int page)
    {
        PageView expected = PageView.Of(State, process, page);
        PageView found = _machine.ViewPage(process, page);
        if (expected != found)
        {
            return new Divergence(
                DivergenceKind.Page,
                Attribution.OfPage(before, operation, new PageAddress(process, page), expected, found),
                $"p{process} page {page}",
                Text(expected, found, expected),
                Text(expected, found, found)
            );
        }

        Divergence? difference = null;
        for (int device = 0; device < State.World.Devices && difference is null; device++)
        {
            difference = CompareMirror(before, operation, process, device, page);
        }

        return difference;
    }

    // Two pages that read the same in a few words differ in counts, flags or the TLB.
    private static string Text(PageView expected, PageView found, PageView view)
    {
        string text = PageViewText.Format(view);
        return PageViewText.Format(expected) == PageViewText.Format(found)
            ? $"{text} ({PageViewText.Details(view)})"
            : text;
    }

    private Divergence? CompareMirror(State before, Operation operation, int process, int device, int page)
    {
        MirrorView expected = MirrorView.Of(State, process, device, page);
        MirrorView found = _machine.ViewMirror(process, device, page);
        return expected == found
            ? null
            : new Divergence(
                DivergenceKind.Mirror,
                Attribution.OfMirror(before, operation, new PageAddress(process, page), device),
                $"mirror of p{process} in d{device}, page {page}",
                MirrorViewText.Format(expected),
                MirrorViewText.Format(found)
            );
    }

    private Divergence? CompareWhole(State before, Operation operation)
    {
        _sinceWhole = 0;
        if (Verdicts.OnReference(before, operation, Last, Flat) is { } wrong)
        {
            return wrong;
        }

        try
        {
            return Verdicts.OnObserved(before, operation, State, _machine.Observe());
        }
#pragma warning disable CA1031 // A state that cannot be observed, or makes no sense, is a finding, and the run goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Crash.Of(exception, before, operation, Last);
        }
    }
}
