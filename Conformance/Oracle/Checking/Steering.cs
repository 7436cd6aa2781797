using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Makes the kinds of operation that still lead to rarely followed clauses more frequent.</summary>
internal sealed class Steering
{
    private const int Often = 8;

    private readonly long[] _followed = new long[Catalogue.All.Count];
    private readonly int[] _novelty = new int[OperationKinds.All.Count];
    private ClauseSet _common;

    /// <summary>Takes note of what an operation led to.</summary>
    public void Learn(Operation operation, ClauseSet clauses)
    {
        ClauseSet rare = clauses.Except(_common);
        if (rare.Count == 0)
        {
            return;
        }

        _novelty[(int)OperationKinds.Of(operation)]++;
        rare.CountInto(_followed);
        for (int clause = 0; clause < _followed.Length; clause++)
        {
            if (_followed[clause] >= Often)
            {
                _common |= ClauseSet.Single(clause);
            }
        }
    }

    /// <summary>The weights, with the kinds doubled that led to something rare since the last time.</summary>
    public Weights Steer(Weights weights)
    {
        int[] novelty = [.. _novelty];
        Array.Clear(_novelty);
        return weights.Scaled(kind => novelty[(int)kind] > 0 ? 2 : 1);
    }
}
