using HmmSpec.Properties;
using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>What there is to say of a subject behind the protocol, beside what it diverges in.</summary>
/// <param name="Name">What it calls itself.</param>
/// <param name="Level">How much of it was looked at.</param>
public sealed record SubjectReport(string Name, ObservationLevel Level)
{
    /// <summary>The kinds of operation that it does not carry out.</summary>
    public IReadOnlyList<OperationKind> Missing { get; init; } = [];

    /// <summary>How many scenarios of clauses it cannot do.</summary>
    public int ScenariosLeftOut { get; init; }

    /// <summary>The clauses whose scenarios were left out, each with what the first of them needs.</summary>
    public IReadOnlyDictionary<string, string> Lacking { get; init; } = new Dictionary<string, string>();

    /// <summary>How many answers needed something to have happened by itself, or a choice that is not canonical.</summary>
    public long Explained { get; init; }

    /// <summary>How many runs were left undecided.</summary>
    public long Undecided { get; init; }

    /// <summary>Why the first of them was; empty if none was.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The operations of the first that was; null if none was.</summary>
    public Scenario? Left { get; init; }

    /// <summary>The file that these are kept in; null if they are not.</summary>
    public string? LeftFile { get; init; }

    /// <summary>Why they could not be kept, in one sentence; empty if they were, or there are none.</summary>
    public string LeftUnkept { get; init; } = "";

    /// <summary>How often it had to be started again.</summary>
    public int Restarts { get; init; }

    /// <summary>The first time that it stopped in the middle of a run, with what is known of that; null if it never did.</summary>
    public SubjectFailure? FirstStop { get; init; }

    /// <summary>The failure that ended the check; null if none did.</summary>
    public SubjectFailure? Failure { get; init; }
}
