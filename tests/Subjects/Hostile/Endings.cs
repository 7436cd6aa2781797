using System.Globalization;
using ProgramProcess = System.Diagnostics.Process;

namespace HmmSpec.Subjects.Hostile;

/// <summary>Programs that end, fall silent or shut a stream, and one that does not end.</summary>
internal static class Endings
{
    public static void Honestly(Session session, Request request) => session.Say(request.Reply);

    public static void FailToStart()
    {
        Console.Error.WriteLine("There is no device.");
        Environment.Exit(7);
    }

    public static void ExitAtStore(Session session, Request request)
    {
        if (request.HasStore)
        {
            Console.Error.WriteLine("The device is gone.");
            Environment.Exit(7);
        }

        session.Say(request.Reply);
    }

    public static void AbortAtStore(Session session, Request request)
    {
        if (request.HasStore)
        {
            Environment.FailFast("The implementation has crashed.");
        }

        session.Say(request.Reply);
    }

    public static void KillItselfAtStore(Session session, Request request)
    {
        if (request.HasStore)
        {
            using ProgramProcess self = ProgramProcess.GetCurrentProcess();
            self.Kill();
            Sleep();
        }

        session.Say(request.Reply);
    }

    /// <summary>The file remembers, from one start to the next, that it has been done.</summary>
    public static void ExitAtFirstRunOnce(Session session, Request request)
    {
        if (request.IsRun && !File.Exists(session.Arguments[0]))
        {
            File.WriteAllText(session.Arguments[0], "");
            Environment.Exit(7);
        }

        session.Say(request.Reply);
    }

    public static void ExitInLine(Session session, Request request)
    {
        if (request.IsRun)
        {
            session.Write(request.Reply[..(request.Reply.Length / 2)]);
            Environment.Exit(0);
        }

        session.Say(request.Reply);
    }

    public static void HangInLine(Session session, Request request)
    {
        if (request.IsRun)
        {
            session.Write(request.Reply[..(request.Reply.Length / 2)]);
            Sleep();
        }

        session.Say(request.Reply);
    }

    public static void HangAtHello(Session session, Request request)
    {
        if (request.Type == "hello")
        {
            Sleep();
        }

        session.Say(request.Reply);
    }

    public static void HangAtStore(Session session, Request request)
    {
        if (request.HasStore)
        {
            Sleep();
        }

        session.Say(request.Reply);
    }

    /// <summary>Only the third reply, that to the first run as a rule, comes late: a check is not to take for ever.</summary>
    public static void AnswerLate(Session session, Request request)
    {
        if (session.Replies == 2)
        {
            Thread.Sleep(TimeSpan.FromSeconds(double.Parse(session.Arguments[0], CultureInfo.InvariantCulture)));
        }

        session.Say(request.Reply);
    }

    public static void CloseInput(Session session, Request request)
    {
        if (request.IsRun)
        {
            session.CloseInput();
            session.Say(request.Reply);
            Sleep();
        }

        session.Say(request.Reply);
    }

    public static void CloseOutput(Session session, Request request)
    {
        if (request.IsRun)
        {
            session.CloseOutput();
            Sleep();
        }

        session.Say(request.Reply);
    }

    public static void Linger(Session session, Request request)
    {
        session.Say(request.Reply);
        if (request.Type == "bye")
        {
            Sleep();
        }
    }

    public static void Sleep() => Thread.Sleep(Timeout.Infinite);
}
