using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The ways in which an operation may end from a state that an answer leaves open. A skipped page and the new place of a range are told by the answer;
/// which zero frame a read fault took is found out when it shows (ReplaceZero); orders show nowhere.
/// </summary>
internal static class Endings
{
    private const int MostOpen = 1 << 12;

    /// <summary>The endings, the canonical one first unless the answer tells another.</summary>
    /// <exception cref="ComparisonLimitException">There are more than can be looked at.</exception>
    public static IEnumerable<Transition> Of(State state, Operation operation, Answer answer, Whim whim)
    {
        state =
            operation is Advise { Advice: Advice.Free } && whim.Differs()
                ? DirtyRecords.AtEntries(state, operation)
                : state;
        state = whim.IsCanonical ? state : OwnCopies.Before(state, operation, whim);
        int first = Footprint.Named(operation).Range.Start;
        Outcome? usual = null;
        Queue<Path> open = new([new Path(state, ReferenceModel.Begin(operation), default, default, [])]);
        int steps = 0;
        while (open.TryDequeue(out Path path))
        {
            while (path.Activity is { } activity)
            {
                Successors next = ReferenceModel.Next(path.State, activity);
                Successor taken = whim.Of(next);
                if (!next.IsSingle)
                {
                    foreach (Successor other in next.All.Skip(1))
                    {
                        if (IsTold(other.Choice, answer.Outcome, first))
                        {
                            taken = other;
                        }
                        else if (other.Choice is { Kind: ChoiceKind.SkipPage, Value: < 0 })
                        {
                            open.Enqueue(path.After(other));
                        }
                    }
                }

                path = path.After(taken);
            }

            usual ??= path.Outcome;
            yield return new Transition(path.State, path.Outcome, path.Clauses, path.Events, []);
            if (++steps + open.Count > MostOpen)
            {
                throw TooMany(operation);
            }
        }

        // Of an eviction there may be as many as there are sets of pages.
        foreach (Transition other in OtherEndings.Of(state, operation, usual ?? Outcome.Ok, answer))
        {
            if (++steps > MostOpen)
            {
                throw TooMany(operation);
            }

            yield return other;
        }
    }

    private static ComparisonLimitException TooMany(Operation operation) =>
        new($"{OperationText.Format(operation)} can end in more than {MostOpen} ways");

    private static bool IsTold(Choice choice, Outcome seen, int first) =>
        choice.Kind == ChoiceKind.NewPlace
            ? seen.Status == Status.Ok && seen.Value == (ulong)choice.Value
            : choice is { Kind: ChoiceKind.SkipPage, Value: >= 0 }
                && choice.Value - first < seen.Pages.Count
                && OutcomeFit.IsSkipped(seen.Pages[choice.Value - first]);

    private readonly record struct Path(
        State State,
        Activity? Activity,
        Outcome Outcome,
        ClauseSet Clauses,
        Sequence<Event> Events
    )
    {
        public Path After(Successor next) =>
            new(next.State, next.Activity, next.Outcome, Clauses | next.Clauses, Events.Concat(next.Events));
    }
}
