using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>All the ways in which an operation may end from a state, over all choices that the specification leaves.</summary>
internal static class AllowedEndings
{
    // Each page of a migration may be skipped, so that there are 2 to the power of the pages; more are not looked at.
    private const int MostSteps = 1 << 18;

    /// <summary>The endings one by one, the canonical one first.</summary>
    public static IEnumerable<Transition> Of(State state, Operation operation)
    {
        Stack<Path> open = [];
        open.Push(new Path(state, ReferenceModel.Begin(operation), default, default, [], []));
        for (int steps = 0; steps < MostSteps && open.TryPop(out Path path); steps++)
        {
            if (path.Activity is null)
            {
                yield return new Transition(path.State, path.Outcome, path.Clauses, path.Events, path.Effects);
                continue;
            }

            foreach (Successor next in ReferenceModel.Next(path.State, path.Activity).All.Reverse())
            {
                open.Push(path.After(next));
            }
        }
    }

    private readonly record struct Path(
        State State,
        Activity? Activity,
        Outcome Outcome,
        ClauseSet Clauses,
        Sequence<Event> Events,
        Sequence<FlatEffect> Effects
    )
    {
        public Path After(Successor next) =>
            new(
                next.State,
                next.Activity,
                next.Outcome,
                Clauses | next.Clauses,
                Events.Concat(next.Events),
                next.Effect.Kind == FlatEffectKind.None ? Effects : Effects.Add(next.Effect)
            );
    }
}
