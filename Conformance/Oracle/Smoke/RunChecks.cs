using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Whether resets and operations are answered, whatever the answers are.</summary>
internal static class RunChecks
{
    public static Sequence<SmokeCheck> All { get; } =
    [
        new("resets", "Answer reset with ready once everything is as at the start; PROTOCOL.md, a session.", Reset),
        new(
            "resets-again",
            "Answer every reset, as often as there is one, or declare the reset to be process.",
            ResetAgain
        ),
        Batch(1),
        Batch(32),
        Batch(200),
        new(
            "carries-out-what-it-declares",
            "Leave out of operations what the adapter cannot carry out: it is then never asked for.",
            CarryOut
        ),
        new(
            "ends-nonsense-in-an-errno",
            "Check processes, devices and pages before they are used, and answer with the errno of the kernel.",
            RefuseNonsense
        ),
    ];

    private static SmokeCheck Batch(int count) =>
        new(
            $"answers-a-batch-of-{count}",
            "Read all operations of run, carry them out in their order, and write one line with a result for each.",
            talk => RunBatch(talk, count)
        );

    private static SmokeResult Reset(SmokeTalk talk)
    {
        talk.Reset();
        return SmokeResult.Ok("ready");
    }

    private static SmokeResult ResetAgain(SmokeTalk talk)
    {
        talk.Reset();
        return SmokeResult.Ok(talk.Can.NeedsRestart ? "ready, started again as it asks" : "ready");
    }

    private static SmokeResult RunBatch(SmokeTalk talk, int count)
    {
        talk.Reset();
        Sequence<Operation> operations = SmokeOperations.Generated(talk, count);
        int results = talk.Run(operations).Count;

        // What is written beyond the reply would be taken for the next one.
        _ = talk.Run([operations[0]]);
        return SmokeResult.Ok(
            results < count ? $"{results} of {count} results, the last of which nobody knows"
            : count == 1 ? "a result"
            : $"{results} results"
        );
    }

    private static SmokeResult CarryOut(SmokeTalk talk)
    {
        Sequence<Operation> operations = SmokeOperations.OfEachKind(talk);
        talk.Reset();
        List<string> without = [];
        foreach (Operation operation in operations)
        {
            Answer answer = talk.Run([operation])[0];
            if (answer.Kind is AnswerKind.Unsupported or AnswerKind.Unknown)
            {
                without.Add($"{Verbs.Of(operation)} ({answer.Word})");
            }
        }

        return without.Count == 0
            ? SmokeResult.Ok($"{operations.Count} operations")
            : SmokeResult.Broken($"It declares these, and does not say how they ended: {string.Join(", ", without)}.");
    }

    private static SmokeResult RefuseNonsense(SmokeTalk talk)
    {
        Sequence<Operation> operations = SmokeOperations.Nonsense(talk);
        talk.Reset();
        State start = ReferenceModel.Init(talk.World, talk.Profile);
        int refused = 0;
        foreach (Operation operation in operations)
        {
            // What the reference takes, such as the exit of a process with a strange number that lives, is no nonsense.
            if (ReferenceModel.Run(start, operation).Outcome.Status == Status.Ok)
            {
                continue;
            }

            Answer answer = talk.Run([operation])[0];
            if (answer.Kind != AnswerKind.Ended || answer is { IsKnown: true, Outcome.Status: Status.Ok })
            {
                return SmokeResult.Broken($"It answered {OperationText.Format(operation)} with {answer.Word}.");
            }

            refused++;
        }

        return SmokeResult.Ok($"{refused} operations");
    }
}
