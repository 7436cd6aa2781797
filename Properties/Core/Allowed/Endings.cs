using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The ways in which an operation may end from a state that an answer leaves open. A skipped page is told by the answer;
/// which zero frame a read fault took is found out when it shows (ReplaceZero); orders show nowhere.
/// </summary>
internal static class Endings
{
    private const int MostOpen = 1 << 12;

    /// <summary>The endings, the canonical one first unless the answer tells another.</summary>
    /// <exception cref="ComparisonLimitException">There are more than can be looked at.</exception>
    public static IEnumerable<Transition> Of(State state, Operation operation, Answer answer, Whim whim)
    {
        int first = Footprint.Named(operation).Range.Start;
        Queue<Path> open = new([new Path(state, ReferenceModel.Begin(operation), default, default, [])]);
        for (int steps = 0; open.TryDequeue(out Path path); )
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

            yield return new Transition(path.State, path.Outcome, path.Clauses, path.Events, []);
            if (++steps + open.Count > MostOpen)
            {
                throw new ComparisonLimitException(
                    $"{OperationText.Format(operation)} can end in more than {MostOpen} ways"
                );
            }
        }

        foreach (Transition other in Refused(state, operation, answer))
        {
            yield return other;
        }
    }

    private static bool IsTold(Choice choice, Outcome seen, int first) =>
        choice is { Kind: ChoiceKind.SkipPage, Value: >= 0 }
        && choice.Value - first < seen.Pages.Count
        && OutcomeFit.IsSkipped(seen.Pages[choice.Value - first]);

    // What no step of the reference does, because nothing in a state decides it.
    private static IEnumerable<Transition> Refused(State state, Operation operation, Answer answer)
    {
        // Reclaim may leave any page alone (ND-3).
        if (operation is SwapOut && state.IsAlive(Footprint.Named(operation).Process))
        {
            yield return Nothing(state, Outcome.Of(0));
        }

        // A device store that fails has stored to the pages that it had entries for (MIR-9, ND-15).
        foreach (Transition part in FailsInTheMiddle(operation, answer) ? Parts(state, (DeviceStore)operation) : [])
        {
            yield return part with
            {
                Outcome = Outcome.Fail(answer.Outcome.Status),
            };
        }

        // Any allocation may fail (ND-13).
        if (answer is { IsKnown: true, Outcome.Status: Status.ENOMEM } && NeedsTables(operation))
        {
            yield return Nothing(state, Outcome.Fail(Status.ENOMEM));
        }
    }

    /// <summary>
    /// The endings of a device's operation that was given up because the address space was too busy (ND-5): the pages
    /// before the one that it gave up at have been accessed.
    /// </summary>
    public static IEnumerable<Transition> WhenBusy(State state, Operation operation)
    {
        foreach (Transition part in operation is DeviceStore store ? Parts(state, store) : [Nothing(state, Outcome.Ok)])
        {
            yield return part;
        }
    }

    /// <summary>Whether it does not show how much of the operation was done.</summary>
    private static bool FailsInTheMiddle(Operation operation, Answer answer) =>
        operation is DeviceStore { Range.Count: > 1 } && answer.Outcome.Status != Status.Ok;

    /// <summary>Whether an answer says that the address space was too busy, to an operation that may be given up for that.</summary>
    public static bool IsBusy(Operation operation, Answer answer) =>
        answer is { IsKnown: false, Word: "EBUSY" or "EAGAIN" }
        && operation
            is DeviceLoad
                or DeviceStore
                or RangeFault
                or Snapshot
                or MigrateToDevice
                or MigrateToSystem
                or Evict
                or Register;

    // What the first pages of a store come to, from none of them on.
    private static IEnumerable<Transition> Parts(State state, DeviceStore store)
    {
        yield return Nothing(state, Outcome.Ok);
        for (int count = 1; count < Math.Min(store.Range.Count, state.World.Pages); count++)
        {
            Transition part = ReferenceModel.Run(state, store with { Range = store.Range with { Count = count } });
            if (part.Outcome.Status == Status.Ok)
            {
                yield return part;
            }
        }
    }

    /// <summary>Whether an operation allocates, and so may fail for want of memory (ND-13).</summary>
    public static bool NeedsTables(Operation operation) =>
        operation is Map or Unmap or Protect or DontNeed or Fork or Register or Attach;

    private static Transition Nothing(State state, Outcome outcome) => new(state, outcome, default, [], []);

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
