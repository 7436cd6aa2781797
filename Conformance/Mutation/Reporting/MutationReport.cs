namespace HmmSpec.Mutation;

/// <summary>What a mutation run came to.</summary>
/// <param name="Plan">What each mutant was put through.</param>
/// <param name="All">All mutants that there are.</param>
/// <param name="Chosen">Those that were to be judged.</param>
/// <param name="Verdicts">What became of them, in their order.</param>
/// <param name="Uncompilable">Those that no compiler takes.</param>
/// <param name="Equivalents">The list of mutants that cannot be told from the original.</param>
public sealed record MutationReport(
    JudgingPlan Plan,
    IReadOnlyList<Mutant> All,
    IReadOnlyList<Mutant> Chosen,
    IReadOnlyList<MutantVerdict> Verdicts,
    IReadOnlyList<Mutant> Uncompilable,
    EquivalentList Equivalents
)
{
    /// <summary>How long it took in all, compiling included, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether somebody stopped it.</summary>
    public bool WasStopped => Verdicts.Count < Chosen.Count;

    /// <summary>The mutants that the oracle noticed.</summary>
    public IEnumerable<MutantVerdict> Killed => Verdicts.Where(static verdict => verdict.IsKilled);

    /// <summary>Those that only the exact comparison sees, and of which no reason is given.</summary>
    public IEnumerable<MutantVerdict> ExactOnly =>
        Verdicts.Where(verdict => verdict.Fate == MutantFate.ExactOnly && Equivalents.Of(verdict.Mutant) is null);

    /// <summary>Those that nothing sees, and of which it is said why.</summary>
    public IEnumerable<(MutantVerdict Verdict, EquivalentMutant Entry)> Equivalent =>
        Verdicts
            .Where(static verdict => !verdict.IsKilled)
            .Select(verdict => (verdict, Equivalents.Of(verdict.Mutant)))
            .Where(static pair => pair.Item2 is not null)
            .Select(static pair => (pair.verdict, pair.Item2!));

    /// <summary>Those that nothing sees, and nobody has said why.</summary>
    public IEnumerable<MutantVerdict> Survivors =>
        Verdicts.Where(verdict => verdict.Fate == MutantFate.Survived && Equivalents.Of(verdict.Mutant) is null);

    /// <summary>Entries of the list that are not true any more, each with what is wrong with it.</summary>
    public IEnumerable<(EquivalentMutant Entry, string Why)> Stale
    {
        get
        {
            foreach (EquivalentMutant entry in Equivalents.Entries)
            {
                MutantVerdict[] meant = [.. Verdicts.Where(verdict => Equivalents.Of(verdict.Mutant) == entry)];
                if (entry.IsExact && meant.FirstOrDefault(static verdict => verdict.IsKilled) is { } killed)
                {
                    yield return (entry, $"{killed.Mutant.Id} is killed, by {killed.Clause}");
                }
                else if (!All.Any(entry.IsOf))
                {
                    yield return (entry, "there is no such mutant");
                }
                else if (
                    !entry.IsExact
                    && meant.Length == All.Count(mutant => Equivalents.Of(mutant) == entry)
                    && meant.All(static verdict => verdict.IsKilled)
                )
                {
                    yield return (entry, "all its mutants are killed");
                }
            }
        }
    }

    /// <summary>The operators with what became of their mutants, in their order.</summary>
    public IEnumerable<OperatorTally> PerOperator =>
        MutationOperators.All.Select(mutation =>
            OperatorTally.Of(
                mutation,
                [.. Verdicts.Where(verdict => verdict.Mutant.Operator == mutation.Id)],
                Equivalents
            )
        );
}

/// <summary>What became of the mutants of one operator.</summary>
/// <param name="Operator">Its name.</param>
/// <param name="Sentence">What a machine with its edit does wrong.</param>
/// <param name="Origins">The fault operators of the bank that it carries out.</param>
/// <param name="Mutants">How many were judged.</param>
/// <param name="Killed">How many generated sequences killed.</param>
/// <param name="ByScenario">How many only the scenario of a clause killed.</param>
/// <param name="ExactOnly">How many only the exact comparison sees.</param>
/// <param name="Equivalent">How many nothing sees, for a reason that is given.</param>
/// <param name="Survived">How many nothing sees otherwise.</param>
/// <param name="Operations">The median of the operations that it took to kill one.</param>
/// <param name="Length">The median length of the shortest sequences.</param>
public sealed record OperatorTally(
    string Operator,
    string Sentence,
    string Origins,
    int Mutants,
    int Killed,
    int ByScenario,
    int ExactOnly,
    int Equivalent,
    int Survived,
    long Operations,
    int Length
)
{
    internal static OperatorTally Of(
        MutationOperator mutation,
        IReadOnlyList<MutantVerdict> verdicts,
        EquivalentList equivalents
    )
    {
        List<MutantVerdict> killed = [.. verdicts.Where(static verdict => verdict.IsKilled)];
        bool IsExcused(MutantVerdict verdict) => !verdict.IsKilled && equivalents.Of(verdict.Mutant) is not null;
        int Count(MutantFate fate) => verdicts.Count(verdict => verdict.Fate == fate && !IsExcused(verdict));
        return new OperatorTally(
            mutation.Id,
            mutation.Sentence,
            mutation.Origins,
            verdicts.Count,
            Count(MutantFate.Killed),
            Count(MutantFate.KilledByScenario),
            Count(MutantFate.ExactOnly),
            verdicts.Count(IsExcused),
            Count(MutantFate.Survived),
            Spread.Of(killed.Select(static verdict => verdict.Operations)).Median,
            (int)Spread.Of(killed.Select(static verdict => (long)verdict.Length!)).Median
        );
    }
}
