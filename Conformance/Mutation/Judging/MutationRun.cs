namespace HmmSpec.Mutation;

/// <summary>Judges many mutants, on several threads; the verdicts are the same and in the same order with any number of them.</summary>
public sealed class MutationRun(MutantSet set, JudgingPlan plan)
{
    /// <summary>Is told of each verdict, in whatever order they come; not from two threads at once.</summary>
    public Action<MutantVerdict>? Judged { get; set; }

    /// <summary>Judges these mutants; of a run that is stopped, those that it came to.</summary>
    public IReadOnlyList<MutantVerdict> Run(IReadOnlyList<Mutant> mutants, int workers, CancellationToken cancellation)
    {
        MutantVerdict?[] verdicts = new MutantVerdict?[mutants.Count];
        Lock telling = new();
        int next = 0;
        Parallel.For(0, Math.Max(1, workers), (_, others) => Work(others));
        return [.. verdicts.OfType<MutantVerdict>()];

        void Work(ParallelLoopState others)
        {
            MutantCopy copy = set.Load();
            MutantJudge judge = new(plan);
            for (
                int index = Interlocked.Increment(ref next) - 1;
                index < mutants.Count && !others.IsExceptional;
                index = Interlocked.Increment(ref next) - 1
            )
            {
                copy.Switch(mutants[index]);
                MutantVerdict? verdict = judge.Judge(mutants[index], copy.Machines, cancellation);
                if (verdict is null)
                {
                    return;
                }

                copy.Switch(null);
                copy = MutantJudge.IsSound(copy.Machines) ? copy : set.Load();
                lock (telling)
                {
                    verdicts[index] = verdict;
                    Judged?.Invoke(verdict);
                }
            }
        }
    }
}
