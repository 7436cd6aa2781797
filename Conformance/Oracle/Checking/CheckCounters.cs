using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What one worker counted.</summary>
internal sealed class CheckCounters
{
    private readonly long[] _perKind = new long[OperationKinds.All.Count];
    private readonly long[] _perClause = new long[Catalogue.All.Count];

    /// <summary>How many operations of each kind ran.</summary>
    public IReadOnlyList<long> PerKind => _perKind;

    /// <summary>In how many operations each clause was followed.</summary>
    public IReadOnlyList<long> PerClause => _perClause;

    /// <summary>How many operations ran.</summary>
    public long Operations { get; private set; }

    /// <summary>How many sequences ran.</summary>
    public long Sequences { get; private set; }

    /// <summary>Counts a sequence, which begins as MAP-1 and, with files, FIL-1 say.</summary>
    public void CountSequence(World world)
    {
        Sequences++;
        (world.Files > 0 ? ClauseSet.Of("MAP-1", "FIL-1") : ClauseSet.Of("MAP-1")).CountInto(_perClause);
    }

    /// <summary>Counts an operation.</summary>
    public void Count(Operation operation, ClauseSet clauses)
    {
        Operations++;
        _perKind[(int)OperationKinds.Of(operation)]++;
        clauses.CountInto(_perClause);
    }

    /// <summary>How many clauses were followed at least once.</summary>
    public int ClausesFollowed => _perClause.Count(static count => count > 0);

    /// <summary>Adds what another worker counted.</summary>
    public void Add(CheckCounters other)
    {
        Operations += other.Operations;
        Sequences += other.Sequences;
        for (int kind = 0; kind < _perKind.Length; kind++)
        {
            _perKind[kind] += other._perKind[kind];
        }

        for (int clause = 0; clause < _perClause.Length; clause++)
        {
            _perClause[clause] += other._perClause[clause];
        }
    }
}
