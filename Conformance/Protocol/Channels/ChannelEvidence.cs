using System.Text;

namespace HmmSpec.Protocol;

/// <summary>What is known of a subject and the talk with it: what is shown when something goes wrong.</summary>
public sealed record ChannelEvidence
{
    /// <summary>The subject.</summary>
    public required SubjectAddress Address { get; init; }

    /// <summary>How the program ended; null while it runs, and for a connection.</summary>
    public ProgramExit? Exit { get; init; }

    /// <summary>Whether the program had to be killed because it did not end with its input.</summary>
    public bool Killed { get; init; }

    /// <summary>How many processes that the program had started were still there at its end, and were killed.</summary>
    public int Leftovers { get; init; }

    /// <summary>How many of its processes could not be killed.</summary>
    public int Survivors { get; init; }

    /// <summary>How many lines were handed over to be sent.</summary>
    public long LinesSent { get; init; }

    /// <summary>How many bytes were handed over to be sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>How many lines were received.</summary>
    public long LinesReceived { get; init; }

    /// <summary>How many bytes the received lines have, without their line feeds.</summary>
    public long BytesReceived { get; init; }

    /// <summary>How the last line received begins, made printable; null if there was none.</summary>
    public string? LastLine { get; init; }

    /// <summary>How a line begins that has come without its end, made printable; null if there is none.</summary>
    public string? HalfLine { get; init; }

    /// <summary>The last lines of standard error, made printable.</summary>
    public IReadOnlyList<string> StandardError { get; init; } = [];

    /// <summary>All of it for the user, a line for each thing.</summary>
    public string Text()
    {
        StringBuilder text = new();
        Add("subject", Address.ToString());
        Add("ended", Exit is null ? null : Exit + (Killed ? ", killed by hmmspec" : ""));
        Add("left over", Leftovers == 0 ? null : $"{Leftovers} of its processes, killed by hmmspec");
        Add("not killed", Survivors == 0 ? null : $"{Survivors} of its processes");
        Add("sent", $"{LinesSent} lines, {BytesSent} bytes");
        Add("received", $"{LinesReceived} lines, {BytesReceived} bytes");
        Add("last line", LastLine);
        Add("half line", HalfLine);
        if (StandardError.Count > 0)
        {
            text.Append("standard error ends with\n");
            foreach (string line in StandardError)
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                text.Append(name.PadRight(11)).Append(value).Append('\n');
            }
        }
    }
}
