using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>One operation from beginning to end by canonical choices, while nothing else is in flight.</summary>
internal static class Alone
{
    // More steps than any operation takes alone.
    private const int Patience = 100_000;

    /// <summary>What comes of it.</summary>
    /// <exception cref="ExplorationLimitException">It waits for something, or does not end.</exception>
    public static (Interleaving After, Outcome Outcome) Run(Interleaving before, IStepModel model, Operation operation)
    {
        Interleaving now = before.Begin(0, model.Begin(operation));
        Outcome outcome = default;
        for (int step = 0; now.Activities[0] is not null; step++)
        {
            Successors next = now.Next(0);
            if (next.Blocked != Blocked.No || step == Patience)
            {
                throw new ExplorationLimitException(
                    $"{OperationText.Format(operation)} does not end when it runs alone: "
                        + (step == Patience ? "it runs in a circle." : $"it waits for {next.Blocked}.")
                );
            }

            outcome = next.Canonical.Outcome;
            now = now.After(0, next.Canonical);
        }

        return (now, outcome);
    }
}
