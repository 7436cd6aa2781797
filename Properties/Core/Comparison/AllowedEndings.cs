using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The ways in which an operation may end from a state, over the choices that the specification leaves. A choice that the
/// outcome tells is not tried the other way; the order of callbacks and that of a page's mappings, which no state tells, are not varied.
/// </summary>
internal static class AllowedEndings
{
    // An eviction does not tell which pages it left, so that there are 2 to the power of their number.
    private const int MostSteps = 1 << 18;

    /// <summary>The endings one by one that the outcome leaves open, the canonical one first.</summary>
    /// <exception cref="ComparisonLimitException">There are more than can be looked at.</exception>
    public static IEnumerable<Transition> Of(State state, Operation operation, Outcome seen)
    {
        int first = Footprint.Of(operation, state).Range.Start;
        Stack<Path> open = [];
        open.Push(new Path(state, ReferenceModel.Begin(operation), default, default, [], []));
        for (int steps = 0; open.TryPop(out Path path); steps++)
        {
            if (steps == MostSteps)
            {
                throw new ComparisonLimitException(
                    $"{OperationText.Format(operation)} can end in more ways than a loose comparison looks at; "
                        + "compare exactly, or in a smaller world."
                );
            }

            if (path.Activity is null)
            {
                yield return new Transition(path.State, path.Outcome, path.Clauses, path.Events, path.Effects);
                continue;
            }

            Successor[] all = [.. ReferenceModel.Next(path.State, path.Activity).All];
            if (Array.Find(all, next => IsTold(next.Choice, seen, first)) is { } told)
            {
                open.Push(path.After(told));
                continue;
            }

            foreach (Successor next in all.Where(static next => IsOpen(next.Choice)).Reverse())
            {
                open.Push(path.After(next));
            }
        }
    }

    private static bool IsTold(Choice choice, Outcome seen, int first) =>
        choice.Kind == ChoiceKind.NewPlace
            ? seen.Status == Status.Ok && seen.Value == (ulong)choice.Value
            : choice is { Kind: ChoiceKind.SkipPage, Value: >= 0 }
                && choice.Value - first < seen.Pages.Count
                && seen.Pages[choice.Value - first] == PageResult.SkippedByDriver;

    private static bool IsOpen(Choice choice) =>
        choice.Kind switch
        {
            ChoiceKind.Canonical or ChoiceKind.PrivateZeroFrame => true,
            ChoiceKind.SkipPage => choice.Value < 0,
            ChoiceKind.CallbackOrder or ChoiceKind.MappingOrder or ChoiceKind.NewPlace => false,
        };

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
