using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <content>Two operations at the same time.</content>
public sealed partial class LineReader
{
    private const int AtATime = 2;

    private static readonly Form RaceRequest = new([Member.Type, Member.Id, Member.Operations], Member.Delay);
    private static readonly Form DelayForm = new([Member.Point, Member.Milliseconds]);
    private static readonly Form RacedReply = new([Member.Type, Member.Id, Member.Results], Member.Held);

    private Request.Race ReadRace(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        Sequence<Operation> operations = [];
        Delay? delay = null;
        while (json.TryNext(RaceRequest, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = json.ReadId();
                    break;
                case Member.Operations:
                    operations = ReadOperations(ref json);
                    RequirePair("operations", operations.Count);
                    break;
                case Member.Delay:
                    delay = ReadDelay(ref json);
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new Request.Race(id, new PairRace(operations[0], operations[1], delay));
    }

    private static Delay ReadDelay(ref Utf8JsonReader json)
    {
        json.RequireObject("an object with a point and milliseconds");
        MemberSet seen = default;
        Delay delay = new("", 0);
        while (json.TryNext(DelayForm, ref seen, out Member member))
        {
            delay =
                member == Member.Point
                    ? delay with
                    {
                        Point = json.ReadText("the name of a delay point"),
                    }
                    : delay with
                    {
                        Milliseconds = json.ReadNumber(),
                    };
        }

        return delay;
    }

    private Reply.Raced ReadRaced(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        Sequence<Answer> results = [];
        bool? held = null;
        while (json.TryNext(RacedReply, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = ReadReplyId(ref json);
                    break;
                case Member.Results:
                    results = ReadAnswers(ref json);
                    RequirePair("results", results.Count);
                    break;
                case Member.Held:
                    held = json.ReadFlag();
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new Reply.Raced(id, new RacedAnswers(results[0], results[1]) { WasHeld = held });
    }

    private static void RequirePair(string name, int count)
    {
        if (count != AtATime)
        {
            throw LineException.Whole(
                LineProblemKind.Member,
                $"\"{name}\" has {count} items; expected {AtATime}, one for each of the operations at the same time."
            );
        }
    }
}
