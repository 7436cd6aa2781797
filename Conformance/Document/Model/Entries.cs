namespace HmmSpec.Document;

/// <summary>A clause, as it stands in the catalogue.</summary>
internal sealed record ClauseEntry(
    string Id,
    string Kind,
    IReadOnlyList<string> Versions,
    string Source,
    string Sentence,
    Place Place
)
{
    public string Family => Id[..Id.IndexOf('-', StringComparison.Ordinal)];
}

/// <summary>A place in the source that states a clause: an invariant or a rule, or an activity and one of its steps.</summary>
internal sealed record Citation(string Clause, string Owner, string Step);

/// <summary>An operation, or something that happens by itself (which has no verb).</summary>
internal sealed record OperationEntry(TypeSource Type, string Verb, string TextForm, string Activity)
{
    public string Name => Type.Name;

    public bool IsSpontaneous => Verb.Length == 0;
}

/// <summary>A labelled step of an activity.</summary>
/// <param name="Number">Its place: 2b is one of the shapes of 2.</param>
/// <param name="Label">Its name, in the kernel's words.</param>
/// <param name="Prose">What it does, as Markdown.</param>
/// <param name="Waits">What it may wait for.</param>
/// <param name="Does">Windows, calls, choices and ends.</param>
/// <param name="Commits">What it changes of flat memory.</param>
/// <param name="Clauses">What it states.</param>
internal sealed record StepEntry(
    string Number,
    string Label,
    string Prose,
    IReadOnlyList<string> Waits,
    IReadOnlyList<string> Does,
    IReadOnlyList<string> Commits,
    IReadOnlyList<string> Clauses
);

/// <summary>Errors in which an activity ends, and the clauses that say so.</summary>
internal sealed record ErrorEntry(IReadOnlyList<string> Statuses, IReadOnlyList<string> Clauses);

/// <summary>An activity: a program of steps.</summary>
/// <param name="Type">Its source.</param>
/// <param name="Steps">Its steps in the order in which it takes them.</param>
/// <param name="Errors">Its own errors.</param>
/// <param name="PassesErrors">Whether errors of the activities that it calls become its own.</param>
/// <param name="Calls">The activities that it calls.</param>
internal sealed record ActivityEntry(
    TypeSource Type,
    IReadOnlyList<StepEntry> Steps,
    IReadOnlyList<ErrorEntry> Errors,
    bool PassesErrors,
    IReadOnlyList<string> Calls
)
{
    public string Name => Type.Name;
}

/// <summary>An invariant: its sentence and its formula.</summary>
internal sealed record InvariantEntry(TypeSource Type, string Id, string Kind, IReadOnlyList<string> Clauses)
{
    public int Number => int.Parse(Id.AsSpan(Id.IndexOf('-', StringComparison.Ordinal) + 1), provider: null);
}

/// <summary>A value that a profile gives to each field.</summary>
internal sealed record ProfileEntry(string Name, string Prose, IReadOnlyDictionary<string, string> Values);

/// <summary>A defect that the checks find.</summary>
internal sealed record DefectEntry(string Id, string Sentence, string Clause, string Invariant);

/// <summary>A scenario file.</summary>
internal sealed record ScenarioEntry(string Path, string Title, IReadOnlyList<string> Clauses, string Text)
{
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>Whether it is the scenario of a clause, which the tool carries.</summary>
    public bool IsOfClause => Path.StartsWith("Conformance/", StringComparison.Ordinal);

    /// <summary>Its anchor where its text is in the document itself.</summary>
    public string Anchor => $"file-{Markdown.Slug(FileName)}";
}
