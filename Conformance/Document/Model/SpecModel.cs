namespace HmmSpec.Document;

/// <summary>All that the document says, read out of the sources.</summary>
internal sealed class SpecModel
{
    private readonly ILookup<string, Citation> _citations;
    private readonly ILookup<string, ScenarioEntry> _scenarios;
    private readonly ILookup<string, DefectEntry> _defects;

    private SpecModel(IReadOnlyList<SourceFile> files, Problems problems)
    {
        Index = SourceIndex.Of(files);
        Profiles = ProfileReader.Of(Index);
        Clauses = ClauseReader.Read(Index, problems);
        Operations = OperationReader.Read(Index);
        Activities = ActivityReader.Read(Index, Profiles);
        Invariants = InvariantReader.Read(Index, problems);
        Freedoms = [.. Row.All(Index, "Freedom")];
        Defects = DefectReader.Read(Index);
        Scenarios = ScenarioReader.Read(files);
        Reasons = ReasonReader.Read(files);
        Fragments = new Fragments(files, problems);
        _citations = CitationReader
            .Read(Index, Clauses, problems)
            .ToLookup(citation => citation.Clause, StringComparer.Ordinal);
        _scenarios = Scenarios
            .SelectMany(scenario => scenario.Clauses.Select(clause => (clause, scenario)))
            .ToLookup(pair => pair.clause, pair => pair.scenario, StringComparer.Ordinal);
        _defects = Defects.ToLookup(defect => defect.Clause, StringComparer.Ordinal);
    }

    public SourceIndex Index { get; }

    public ProfileReader Profiles { get; }

    public IReadOnlyList<ClauseEntry> Clauses { get; }

    public IReadOnlyList<OperationEntry> Operations { get; }

    public IReadOnlyList<ActivityEntry> Activities { get; }

    public IReadOnlyList<InvariantEntry> Invariants { get; }

    public IReadOnlyList<Row> Freedoms { get; }

    public IReadOnlyList<DefectEntry> Defects { get; }

    public IReadOnlyList<ScenarioEntry> Scenarios { get; }

    /// <summary>Why a clause has no scenario of its own.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; }

    public Fragments Fragments { get; }

    public static SpecModel Of(IReadOnlyList<SourceFile> files, Problems problems) => new(files, problems);

    /// <summary>Where a clause is stated.</summary>
    public IReadOnlyList<Citation> CitationsOf(string clause) => [.. _citations[clause]];

    public IReadOnlyList<ScenarioEntry> ScenariosOf(string clause) => [.. _scenarios[clause]];

    public IReadOnlyList<DefectEntry> DefectsOf(string clause) => [.. _defects[clause]];

    public ActivityEntry? ActivityOf(string name) => Activities.FirstOrDefault(activity => activity.Name == name);
}
