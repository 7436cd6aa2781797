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

        // What earlier checks have left must not hide what this one leaves.
        if (talk.IsProgram)
        {
            talk.Drop();
        }

        talk.Reset();
        Sequence<Answer> first = talk.Run(something);
        talk.Reset();
        bool isSeen = talk.Can.Levels.Contains(ObservationLevel.State);
        if (isSeen && Left(talk.Observe()) is string left)
        {
            return SmokeResult.Broken($"After a reset it shows {left}.");
        }

        if (
            talk.Can.Operations.Contains(OperationKind.Load)
            && talk.Run([new Load(0, 0)])[0] is { Kind: AnswerKind.Ended, IsKnown: true, Outcome.Status: Status.Ok }
        )
        {
            return SmokeResult.Broken("After a reset a page can be loaded, where nothing is mapped.");
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

        return SmokeResult.Ok(isSeen ? "by its state, and what operations end in" : "by what operations end in");
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

    // Frames may be held by what an implementation keeps for itself; what programs see must be gone.
    private static string? Left(StateObservation seen)
    {
        foreach (ProcessObservation process in seen.Processes)
        {
            if (process is { Process: not 0, Alive: true })
            {
                return $"that process {process.Process} lives";
            }
        }

        foreach (DeviceObservation device in seen.Devices)
        {
            if (device.Attached == true)
            {
                return $"that device {device.Device} is attached";
            }
        }

        foreach (PageObservation page in seen.Pages)
        {
            if (page.Mapped == true)
            {
                return $"that page {page.Page} of process {page.Process} is mapped";
            }
        }

        return null;
    }
}
