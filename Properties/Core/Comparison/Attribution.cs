using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Which clause a difference is about: that of the step of the reference that decided the outcome, or that last changed
/// the page. The operation is run again for it, step by step.
/// </summary>
internal static class Attribution
{
    private static readonly ClauseSet General = ClauseSet.Of("FLT-1", "NTF-1", "NTF-3", "NTF-4", "NTF-9", "MIG-16", "CPU-3");

    /// <summary>The clause of the step that ended the operation.</summary>
    public static string Of(State before, Operation operation) =>
        Search(before, operation, static (_, _) => true);

    /// <summary>The clause of the step that last changed a page of a process.</summary>
    public static string OfPage(State before, Operation operation, int process, int page) =>
        Search(
            before,
            operation,
            (old, next) => PageView.Of(old, process, page) != PageView.Of(next, process, page)
        );

    /// <summary>The clause of the step that last changed a page of a mirror.</summary>
    public static string OfMirror(State before, Operation operation, int process, int device, int page) =>
        Search(
            before,
            operation,
            (old, next) => MirrorView.Of(old, process, device, page) != MirrorView.Of(next, process, device, page)
        );

    private static string Search(State before, Operation operation, Func<State, State, bool> changes)
    {
        ClauseSet found = default;
        ClauseSet last = default;
        State state = before;
        Activity? activity = ReferenceModel.Begin(operation);
        while (activity is not null)
        {
            Successor next = ReferenceModel.Next(state, activity).Canonical;
            last = next.Clauses;
            found = changes(state, next.State) ? next.Clauses : found;
            state = next.State;
            activity = next.Activity;
        }

        ClauseSet deciding = found.Count > 0 ? found : last;
        ClauseSet special = deciding.Except(General);
        return First(special.Count > 0 ? special : deciding);
    }

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
