using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Conformance;
using HmmSpec.Subjects.Hostile;
using HmmSpec.Tests.Cli;
using HmmSpec.Tests.Protocol.Channels;

namespace HmmSpec.Tests.Subjects;

/// <summary>What a check of a subject that is wrong on purpose came to.</summary>
/// <param name="Code">What the command ended with.</param>
/// <param name="Report">The report for machines; null if it did not come to that.</param>
/// <param name="Screen">What people read.</param>
/// <param name="Living">The processes of the subject that are left.</param>
/// <param name="Replayed">What replaying the file of its finding ended with; null if there is none.</param>
internal sealed record SubjectCheck(
    ExitCode Code,
    JsonElement? Report,
    string Screen,
    IReadOnlyList<int> Living,
    ExitCode? Replayed
)
{
    private static readonly string[] Hanging = ["hangs-at-store", "half-line-hangs", "closes-input", "closes-output"];

    /// <summary>The command that starts a subject, with a mark in the environment of all that it starts.</summary>
    public static string Address(string mark, string kind, string name, IReadOnlyList<string> arguments)
    {
        string program = CheckPlan.Quote(Path.Combine(AppContext.BaseDirectory, "HmmSpec.Subjects.dll"));
        return $"exec:env {mark} dotnet {string.Join(' ', [program, kind, name, .. arguments])}";
    }

    /// <summary>A mark that no other process has.</summary>
    public static string NewMark() => $"HMMSPEC_TEST={Guid.NewGuid():N}";

    /// <summary>Runs a check, and replays what it found.</summary>
    public static SubjectCheck Run(string kind, string name, IReadOnlyList<string> arguments, params string[] options)
    {
        using Command command = new();
        string mark = NewMark();
        string[] given = [.. arguments.Select(word => word == "NEW-FILE" ? command.PathTo("new") : word)];
        string address = Address(mark, kind, name, given);
        ExitCode code = command.Check([address, "--seed", "1", "--workers", "1", "--json", .. options]);
        JsonElement? report = command.Out.Length > 0 ? command.Json : null;
        string screen = command.Err;
        return new SubjectCheck(code, report, screen, Subject.Living(mark), Replay(command, report, address, options));
    }

    /// <summary>Runs a check of a hostile program, which waits no longer than it has to.</summary>
    public static SubjectCheck Run(HostileProgram program)
    {
        // A machine with much to do takes long to start a program.
        string[] waiting = ["--deadline", Hanging.Contains(program.Name) ? "4s" : "60s"];
        return Run(
            "hostile",
            program.Name,
            [.. program.Arguments.Select(word => word == "2" ? "1" : word)],
            ["--sequences", "6", "--length", "40", "--shrink-time", "500ms", .. program.Options, .. waiting]
        );
    }

    private static ExitCode? Replay(Command command, JsonElement? report, string address, string[] options)
    {
        if (report?.GetProperty("finding") is not { ValueKind: JsonValueKind.Object } finding)
        {
            return null;
        }

        int deadline = Array.IndexOf(options, "--deadline");
        string[] asking = deadline < 0 ? [] : options[deadline..(deadline + 2)];
        return command.Run(["replay", finding.GetProperty("file").GetString()!, address, .. asking]);
    }
}
