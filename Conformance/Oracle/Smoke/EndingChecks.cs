using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using Asking = HmmSpec.Protocol.Request;

namespace HmmSpec.Conformance;

/// <summary>How an adapter ends.</summary>
internal static class EndingChecks
{
    private const int MostLines = 100;
    private const string OfSockets = "Of what is behind a socket the end cannot be seen.";
    private const string NoGoodbye = "It did not answer bye.";

    public static Sequence<SmokeCheck> All { get; } =
    [
        new("answers-bye", "Answer bye with bye.", Goodbye),
        new(
            "is-silent-after-bye",
            "Write nothing to standard output after the reply to bye, and one line for each request before it.",
            StaySilent
        ),
        new(
            "ends-after-bye",
            "End with exit code 0 after the reply to bye, without waiting for the input to end.",
            End
        ),
        new("ends-with-its-input", "End with exit code 0 when there is nothing more to read.", EndWithInput),
        new(
            "leaves-no-process-behind",
            "End what the adapter has started before it ends, also when its input ends without a bye.",
            LeaveNothing
        ),
    ];

    private static SmokeResult Goodbye(SmokeTalk talk)
    {
        RawSession session = talk.Session();
        _ = SmokeTalk.Expect<Reply.Bye>(session.Ask(new Asking.Bye(session.NextId())), "bye");
        talk.SaidGoodbye = true;
        return SmokeResult.Ok("bye");
    }

    private static SmokeResult StaySilent(SmokeTalk talk)
    {
        if (!talk.SaidGoodbye)
        {
            return SmokeResult.LeftOut(NoGoodbye);
        }

        ReceivedLine line = talk.Session().Next(talk.Ending);
        talk.AfterGoodbye = line.Failure;
        return line.IsLine
            ? SmokeResult.Broken($"After its bye it wrote: {Lines.Show(line.Bytes.Span)}")
            : SmokeResult.Ok("nothing more");
    }

    private static SmokeResult End(SmokeTalk talk)
    {
        if (!talk.SaidGoodbye || !talk.IsProgram)
        {
            return SmokeResult.LeftOut(talk.IsProgram ? NoGoodbye : OfSockets);
        }

        for (int lines = 0; talk.AfterGoodbye is null && lines < MostLines; lines++)
        {
            talk.AfterGoodbye = talk.Session().Next(talk.Ending).Failure;
        }

        ChannelFailure? end = talk.AfterGoodbye;
        talk.Drop();
        return (end as ChannelFailure.Ended)?.Exit is not { } exit
                ? SmokeResult.Broken($"After its bye it did not end within {talk.Ending.TotalSeconds:0.###} s.")
            : exit.Code == 0 ? SmokeResult.Ok("exit code 0")
            : SmokeResult.Broken($"After its bye it ended with {exit}.");
    }

    private static SmokeResult EndWithInput(SmokeTalk talk)
    {
        if (!talk.IsProgram)
        {
            return SmokeResult.LeftOut(OfSockets);
        }

        talk.Drop();
        using RawSession session = talk.Separate();
        talk.Reset(session);
        _ = SmokeTalk.Run(session, SmokeOperations.OfEachKind(talk), ObservationLevel.Outcome);
        session.Dispose();
        talk.AtTheEnd = session.Evidence;
        return session.Evidence switch
        {
            { Killed: true } => SmokeResult.Broken(
                $"It did not end within {talk.Ending.TotalSeconds:0.###} s of the end of its input."
            ),
            { Exit.Code: 0 } => SmokeResult.Ok("exit code 0"),
            { Exit: { } exit } => SmokeResult.Broken($"At the end of its input it ended with {exit}."),
            _ => SmokeResult.Broken("At the end of its input it did not end."),
        };
    }

    private static SmokeResult LeaveNothing(SmokeTalk talk) =>
        talk.AtTheEnd switch
        {
            null => SmokeResult.LeftOut(talk.IsProgram ? "It could not be seen how it ends." : OfSockets),
            { Leftovers: 0, Survivors: 0 } => SmokeResult.Ok("none"),
            { Leftovers: int left, Survivors: int more } => SmokeResult.Broken(
                $"{left + more} processes were still there that it had started."
            ),
        };
}
