using ProgramProcess = System.Diagnostics.Process;

namespace HmmSpec.Subjects.Hostile;

/// <summary>Programs that write too much, in pieces, or leave others behind.</summary>
internal static class Floods
{
    private const int LongestLine = 1 << 20;
    private const int TricklingReplies = 4;

    private static readonly string Chunk = new('x', 1 << 16);

    public static void FloodError(Session session, Request request)
    {
        if (session.Replies < 8)
        {
            for (int index = 0; index < 64; index++)
            {
                Console.Error.WriteLine(Chunk);
            }
        }

        session.Say(request.Reply);
    }

    public static void EndlessLine(Session session, Request request)
    {
        while (request.IsRun)
        {
            session.Write(Chunk);
        }

        session.Say(request.Reply);
    }

    public static void EndlessReplies(Session session, Request request)
    {
        do
        {
            session.Say(request.Reply);
        } while (request.IsRun);
    }

    public static void LongestAllowedLine(Session session, Request request) =>
        session.Say(request.IsRun && session.Replies < 8 ? Padded(request, LongestLine) : request.Reply);

    public static void LineTooLongByOne(Session session, Request request) =>
        session.Say(request.IsRun ? Padded(request, LongestLine + 1) : request.Reply);

    /// <summary>Byte by byte, as a pipe may deliver it anyway.</summary>
    public static void Trickle(Session session, Request request)
    {
        if (session.Replies >= TricklingReplies)
        {
            session.Say(request.Reply);
            return;
        }

        foreach (char character in request.Reply + "\n")
        {
            session.Write(character.ToString());
        }
    }

    /// <summary>Both inherit standard output, so that it does not end with the program; one leaves its session too.</summary>
    public static void StartChildren(Session session)
    {
        ProgramProcess.Start("sleep", [session.Arguments[0]]).Dispose();
        ProgramProcess.Start("setsid", ["sleep", session.Arguments[0]]).Dispose();
    }

    private static string Padded(Request request, int length)
    {
        string reply = request.With(reply => reply["padding"] = "");
        int missing = length - reply.Length;
        return request.With(reply => reply["padding"] = new string('x', missing));
    }
}
