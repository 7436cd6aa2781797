using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Hostile;

/// <summary>A program that breaks the protocol, or goes to its limits, and how a check of it has to end.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Verdict">conforms, diverges, inconclusive or none.</param>
/// <param name="ExitCode">That of hmmspec.</param>
/// <param name="Note">What it does.</param>
/// <param name="Answer">What it does to a request.</param>
internal sealed record HostileProgram(
    string Name,
    string Verdict,
    int ExitCode,
    string Note,
    Action<Session, Request> Answer
)
{
    /// <summary>What has to stand after the name: a number of seconds, or NEW-FILE for a path at which nothing is yet.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What the check has to be told beside the usual, so that it meets what the program does.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>What it does before it reads anything.</summary>
    public Action<Session> Start { get; init; } = static _ => { };

    /// <summary>The implementation behind it.</summary>
    public Func<Adapter> Implementation { get; init; } = static () => new Toy();

    /// <summary>Runs it; the result is its exit code, should it come to that.</summary>
    public int Run(IReadOnlyList<string> arguments)
    {
        Session session = new() { Arguments = arguments };
        Start(session);
        return session.Run(Implementation(), Answer);
    }
}
