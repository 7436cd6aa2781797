using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What was counted in generated races.</summary>
public sealed class RaceTotals
{
    private readonly long[] _perKind = new long[OperationKinds.All.Count];
    private readonly long[] _perClause = new long[Catalogue.All.Count];

    /// <summary>How many races ran.</summary>
    public long Runs { get; private set; }

    /// <summary>How many operations were begun side by side.</summary>
    public long Operations { get; private set; }

    /// <summary>How many steps they took.</summary>
    public long Steps { get; private set; }

    /// <summary>How often another agent went on than the one before.</summary>
    public long Switches { get; private set; }

    /// <summary>How many operations of each kind were begun, those before the races counted.</summary>
    public IReadOnlyList<long> PerKind => _perKind;

    /// <summary>In how many races each clause of the catalogue was followed.</summary>
    public IReadOnlyList<long> PerClause => _perClause;

    /// <summary>Counts a race.</summary>
    public void Count(RaceRun run)
    {
        Runs++;
        Operations += run.Operations;
        Steps += run.Steps;
        Switches += run.Switches;
        run.Clauses.CountInto(_perClause);
    }

    /// <summary>Adds what another worker counted.</summary>
    public void Add(RaceTotals other, IReadOnlyList<long> perKind)
    {
        Runs += other.Runs;
        Operations += other.Operations;
        Steps += other.Steps;
        Switches += other.Switches;
        for (int kind = 0; kind < _perKind.Length; kind++)
        {
            _perKind[kind] += perKind[kind];
        }

        for (int clause = 0; clause < _perClause.Length; clause++)
        {
            _perClause[clause] += other._perClause[clause];
        }
    }
}
