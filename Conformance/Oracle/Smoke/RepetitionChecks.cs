using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Whether a reset leaves nothing, and whether the same is answered to the same.</summary>
internal static class RepetitionChecks
{
    private const int Repeated = 100;

    public static Sequence<SmokeCheck> All { get; } =
    [
        new(
            "forgets-at-reset",
            "Unmap everything, end all processes but 0 and take the devices away at reset, or declare the reset to be process.",
            Forget
        ),
        new(
            "repeats-itself",
            "Do not declare the adapter deterministic, or find what differs from run to run.",
            Repeat
        ),
    ];

    private static SmokeResult Forget(SmokeTalk talk)
    {
        Sequence<Operation> something = SmokeOperations.Something(talk);
        if (!something.Any(static operation => operation is Map or Attach))
        {
            return SmokeResult.LeftOut("It declares neither map nor attach, so that nothing can be left.");
        }

        talk.Reset();
        StateObservation? before = Seen(talk);
        Sequence<Answer> first = talk.Run(something);
        talk.Reset();
        if (before is not null && Difference(before, Seen(talk)!) is string difference)
        {
            return SmokeResult.Broken($"After a reset {difference} is not as after the one before.");
        }

        if (
            talk.Can.Operations.Contains(OperationKind.Load)
            && IsDone(first, something, OperationKind.Map)
            && talk.Run([new Load(0, 0)])[0] is { Kind: AnswerKind.Ended, IsKnown: true, Outcome.Status: Status.Ok }
        )
        {
            return SmokeResult.Broken("After a reset a page can still be loaded that was mapped before.");
        }

        Sequence<Answer> second = talk.Run(something);
        for (int index = 0; index < Math.Min(first.Count, second.Count); index++)
        {
            if (first[index].Word != second[index].Word)
            {
                return SmokeResult.Broken(
                    $"{OperationText.Format(something[index])} ends in {first[index].Word} in the first run, and after a "
                        + $"reset in {second[index].Word}."
                );
            }
        }

        return SmokeResult.Ok(
            before is null ? "by what operations end in" : "by its state, and what operations end in"
        );
    }

    private static SmokeResult Repeat(SmokeTalk talk)
    {
        if (!talk.Can.IsDeterministic)
        {
            return SmokeResult.LeftOut("It does not claim to be deterministic.");
        }

        ObservationLevel level = talk.Can.Levels.Contains(ObservationLevel.Touched)
            ? ObservationLevel.Touched
            : ObservationLevel.Outcome;
        Sequence<Operation> operations = SmokeOperations.Generated(talk, Repeated);
        talk.Reset();
        Sequence<Answer> first = talk.Run(operations, level);
        talk.Reset();
        Sequence<Answer> second = talk.Run(operations, level);
        for (int index = 0; index < operations.Count; index++)
        {
            if (index >= first.Count || index >= second.Count || !first[index].Equals(second[index]))
            {
                return index == first.Count && index == second.Count
                    ? SmokeResult.Ok($"{index} results, after which nobody knows")
                    : SmokeResult.Broken(
                        $"It claims to be deterministic, and answers {OperationText.Format(operations[index])}, the "
                            + $"operation {index + 1} of a run, otherwise when the run is repeated."
                    );
            }
        }

        return SmokeResult.Ok($"{operations.Count} results twice");
    }

    private static StateObservation? Seen(SmokeTalk talk) =>
        talk.Can.Levels.Contains(ObservationLevel.State) ? talk.Observe() : null;

    // Frames may be held by what an implementation keeps for itself; what programs see must be gone.
    private static string? Difference(StateObservation before, StateObservation after) =>
        !before
            .Processes.OrderBy(static it => it.Process)
            .SequenceEqual(after.Processes.OrderBy(static it => it.Process))
            ? "which processes live"
        : !before
            .Devices.OrderBy(static it => it.Device)
            .Select(static it => (it.Device, it.Attached))
            .SequenceEqual(after.Devices.OrderBy(static it => it.Device).Select(static it => (it.Device, it.Attached)))
            ? "which devices are attached"
        : !MappedIn(before).SequenceEqual(MappedIn(after)) ? "which pages are mapped"
        : null;

    private static IEnumerable<(int Process, int Page)> MappedIn(StateObservation seen) =>
        seen.Pages.Where(static page => page.Mapped == true).Select(static page => (page.Process, page.Page)).Order();

    private static bool IsDone(Sequence<Answer> answers, Sequence<Operation> operations, OperationKind kind)
    {
        for (int index = 0; index < answers.Count; index++)
        {
            if (
                OperationKinds.Of(operations[index]) == kind
                && answers[index] is { Kind: AnswerKind.Ended, IsKnown: true, Outcome.Status: Status.Ok }
            )
            {
                return true;
            }
        }

        return false;
    }
}
