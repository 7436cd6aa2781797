using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Which clause a difference is about: that of the step of the reference that decided the outcome, sent the event, or
/// last changed what is different of the page. The operation is run again for it, step by step.
/// </summary>
internal static class Attribution
{
    // Clauses that frame others: what they frame says more.
    private static readonly ClauseSet General = ClauseSet.Of(
        "FLT-1",
        "NTF-1",
        "NTF-3",
        "NTF-4",
        "NTF-9",
        "MIG-1",
        "MIG-16",
        "CPU-3",
        "MIR-9",
        "MIR-10"
    );

    // Clauses that say what is otherwise than those which a step follows besides: they come first.
    private static readonly ClauseSet Exceptions = ClauseSet.Of(
        "FIL-25",
        "FIL-26",
        "FIL-27",
        "FIL-28",
        "FIL-29",
        "LCK-10"
    );

    private static readonly ClauseSet Dirty = ClauseSet.Of("DRT-1", "DRT-2", "DRT-3", "DRT-4");
    private static readonly ClauseSet Dma = ClauseSet.Of("DMA-3");

    /// <summary>The clause of the last step that says something of its own, which decided the outcome.</summary>
    public static string OfOutcome(State before, Operation operation)
    {
        ClauseSet found = default;
        foreach (Successor step in Steps(before, operation))
        {
            ClauseSet special = step.Clauses.Except(General);
            found = special.Count > 0 || found.Count == 0 ? step.Clauses : found;
        }

        return Name(found, dirty: false);
    }

    /// <summary>The clause of a difference that no page shows: of the step that follows an exception, or as of the outcome.</summary>
    public static string OfState(State before, Operation operation)
    {
        ClauseSet exceptions = default;
        foreach (Successor step in Steps(before, operation))
        {
            exceptions |= Within(step.Clauses, Exceptions);
        }

        return exceptions.Count > 0 ? First(exceptions) : OfOutcome(before, operation);
    }

    /// <summary>The clause of the step that sent the event at an index, or of the last step if there is no such event.</summary>
    public static string OfEvent(State before, Operation operation, int index)
    {
        int sent = 0;
        foreach (Successor step in Steps(before, operation))
        {
            sent += step.Events.Count;
            if (sent > index)
            {
                return Name(step.Clauses, dirty: false);
            }
        }

        return OfOutcome(before, operation);
    }

    /// <summary>The clause of the step that last changed what is different of a page.</summary>
    public static string OfPage(
        State before,
        Operation operation,
        PageAddress address,
        PageView expected,
        PageView found
    )
    {
        bool dirty = (expected with { Dirty = found.Dirty, FrameDirty = found.FrameDirty }) == found;
        PageView View(State state) => PageView.Of(state, address.Process, address.Page);
        string? passing = dirty ? LastDirty(before, operation) : null;
        string? touching = Last(
            before,
            operation,
            (old, next) => Touches(View(old), View(next), expected, found),
            dirty
        );
        if (passing is not null && touching?.StartsWith("DRT", StringComparison.Ordinal) != true)
        {
            return passing;
        }

        return touching
            ?? Last(before, operation, (old, next) => View(old).Kind != View(next).Kind, dirty)
            ?? Last(before, operation, (old, next) => View(old) != View(next), dirty)
            ?? OfOutcome(before, operation);
    }

    /// <summary>The clause of the step that last changed a part of a page; null if none does.</summary>
    public static string? OfChange<T>(State before, Operation operation, PageAddress address, Func<PageView, T> part)
        where T : struct
    {
        T Of(State state) => part(PageView.Of(state, address.Process, address.Page));
        return Last(
            before,
            operation,
            (old, next) => !EqualityComparer<T>.Default.Equals(Of(old), Of(next)),
            dirty: false
        );
    }

    /// <summary>The last step that follows a clause; null if none does.</summary>
    public static StepName? StepOf(State before, Operation operation, string clause)
    {
        ClauseSet wanted = ClauseSet.Of(clause);
        StepName? found = null;
        foreach (Successor step in Steps(before, operation))
        {
            found = step.Clauses.Except(wanted) != step.Clauses ? step.Step : found;
        }

        return found;
    }

    /// <summary>The clause of the step that last changed a page of a mirror, or of the last step if none does.</summary>
    public static string OfMirror(State before, Operation operation, PageAddress address, int device) =>
        OfMirrorChange(before, operation, address, device, static view => view) ?? OfOutcome(before, operation);

    /// <summary>The clause of the step that last changed a part of a page of a mirror; null if none does.</summary>
    public static string? OfMirrorChange(
        State before,
        Operation operation,
        PageAddress address,
        int device,
        Func<MirrorView, MirrorView> part
    )
    {
        MirrorView Of(State state) => part(MirrorView.Of(state, address.Process, device, address.Page));
        return Last(before, operation, (old, next) => Of(old) != Of(next), dirty: false);
    }

    // A dirty bit is passed on in one step and seen in another, where the entry moves.
    private static string? LastDirty(State before, Operation operation)
    {
        ClauseSet found = default;
        foreach (Successor step in Steps(before, operation))
        {
            ClauseSet passing = step.Clauses.Except(step.Clauses.Except(Dirty));
            found = passing.Count > 0 ? passing : found;
        }

        return found.Count == 0 ? null : First(found);
    }

    private static string? Last(State before, Operation operation, Func<State, State, bool> changes, bool dirty)
    {
        ClauseSet found = default;
        State state = before;
        foreach (Successor step in Steps(before, operation))
        {
            found = changes(state, step.State) ? step.Clauses : found;
            state = step.State;
        }

        return found.Count == 0 ? null : Name(found, dirty);
    }

    private static IEnumerable<Successor> Steps(State before, Operation operation)
    {
        State state = before;
        Activity? activity = ReferenceModel.Begin(operation);
        while (activity is not null)
        {
            Successor next = ReferenceModel.Next(state, activity).Canonical;
            yield return next;
            state = next.State;
            activity = next.Activity;
        }
    }

    private static bool Touches(PageView old, PageView next, PageView expected, PageView found) =>
        Touches(old.IsMapped, next.IsMapped, expected.IsMapped, found.IsMapped)
        || Touches(
            (old.IsMapped, old.Flags),
            (next.IsMapped, next.Flags),
            (expected.IsMapped, expected.Flags),
            (found.IsMapped, found.Flags)
        )
        || Touches(old.Protection, next.Protection, expected.Protection, found.Protection)
        || Touches(old.Backing, next.Backing, expected.Backing, found.Backing)
        || Touches(old.Kind, next.Kind, expected.Kind, found.Kind)
        || Touches(old.Device, next.Device, expected.Device, found.Device)
        || Touches(old.IsZero, next.IsZero, expected.IsZero, found.IsZero)
        || Touches(old.Writable, next.Writable, expected.Writable, found.Writable)
        || Touches(old.Dirty, next.Dirty, expected.Dirty, found.Dirty)
        || Touches(old.Young, next.Young, expected.Young, found.Young)
        || Touches(old.Value, next.Value, expected.Value, found.Value)
        || Touches(old.Mappings, next.Mappings, expected.Mappings, found.Mappings)
        || Touches(old.References, next.References, expected.References, found.References)
        || Touches(old.FrameDirty, next.FrameDirty, expected.FrameDirty, found.FrameDirty)
        || Touches(old.Cached, next.Cached, expected.Cached, found.Cached)
        || Touches(old.CachedWritable, next.CachedWritable, expected.CachedWritable, found.CachedWritable);

    private static bool Touches<T>(T old, T next, T expected, T found)
        where T : struct =>
        !EqualityComparer<T>.Default.Equals(expected, found) && !EqualityComparer<T>.Default.Equals(old, next);

    private static string Name(ClauseSet clauses, bool dirty)
    {
        ClauseSet special = clauses.Except(General);
        ClauseSet named = special.Count > 0 ? special : clauses;
        ClauseSet others = named.Except(Dirty);
        ClauseSet dirtyOnes = named.Except(others);
        ClauseSet plain = others.Except(Dma);
        ClauseSet exceptions = Within(others, Exceptions);
        return First(
            dirty && dirtyOnes.Count > 0 ? dirtyOnes
            : exceptions.Count > 0 ? exceptions
            : plain.Count > 0 ? plain
            : named
        );
    }

    private static ClauseSet Within(ClauseSet clauses, ClauseSet others) => clauses.Except(clauses.Except(others));

    private static string First(ClauseSet clauses)
    {
        int index = 0;
        while (!clauses.Contains(index))
        {
            index++;
        }

        return Catalogue.All[index].Id;
    }
}
