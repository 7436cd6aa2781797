using System.Diagnostics;

namespace HmmSpec.Mutation;

/// <summary>Hunts rows of the bank and its controls, on several threads; the report is the same with any number of them.</summary>
/// <param name="faults">The faults.</param>
/// <param name="controls">What has to stay silent.</param>
/// <param name="seeds">Each is hunted with each of these.</param>
public sealed class BankRun(
    IReadOnlyList<BankFault> faults,
    IReadOnlyList<BankControl> controls,
    IReadOnlyList<ulong> seeds
)
{
    /// <summary>Is told of each row, in whatever order they come; not from two threads at once.</summary>
    public Action<BankRow>? Hunted { get; set; }

    /// <summary>Hunts all of them; of a run that is stopped, those that it came to.</summary>
    public BankReport Run(int workers, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        BankRow?[] rows = new BankRow?[faults.Count];
        IReadOnlyList<BankCatch>?[] silent = new IReadOnlyList<BankCatch>?[controls.Count];
        Lock telling = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Max(1, workers) };
        Parallel.For(
            0,
            faults.Count + controls.Count,
            options,
            index =>
            {
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }

                if (index >= faults.Count)
                {
                    BankControl control = controls[index - faults.Count];
                    silent[index - faults.Count] =
                    [
                        .. seeds.Select(seed => BankHunt.Run(control, seed, BankPlan.Of(control.Target))),
                    ];
                    return;
                }

                BankRow row = new(faults[index], BankHunt.Run(faults[index], seeds));
                lock (telling)
                {
                    rows[index] = row;
                    Hunted?.Invoke(row);
                }
            }
        );
        return new BankReport(
            seeds,
            [.. rows.OfType<BankRow>()],
            [
                .. controls
                    .Zip(silent)
                    .Where(static pair => pair.Second is not null)
                    .Select(static pair => (pair.First, pair.Second!)),
            ]
        )
        {
            Seconds = watch.Elapsed.TotalSeconds,
            WasStopped = cancellation.IsCancellationRequested,
        };
    }
}
