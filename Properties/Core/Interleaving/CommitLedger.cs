using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Keeps of each operation in flight what its commits declared, and holds its outcome against that when it ends. Flat
/// memory says whether a commit is allowed at its moment; this says that an operation which reports something did it
/// at such moments: together they are linearizability, page by page.
/// </summary>
public sealed class CommitLedger : IEquatable<CommitLedger>
{
    /// <summary>A ledger with what it knows of each agent.</summary>
    public CommitLedger(Sequence<LedgerEntry> entries) => Entries = entries;

    /// <summary>What it knows of each agent.</summary>
    public Sequence<LedgerEntry> Entries { get; }

    /// <summary>The ledger of a run's beginning.</summary>
    public static CommitLedger Of(int agents) => new(Sequence.Repeat(default(LedgerEntry), agents));

    /// <summary>With an operation begun by an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="flat">Flat memory at this moment.</param>
    public CommitLedger Begin(int agent, Operation operation, FlatMemory flat) =>
        new(Entries.Set(agent, new LedgerEntry(operation, [], PageGoals.Of(operation, flat))));

    /// <summary>With a step taken by an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="taken">The step.</param>
    /// <param name="before">Flat memory before it.</param>
    /// <param name="after">Flat memory after it.</param>
    /// <param name="unaccounted">That an operation which ends with it reports what it did not do; null if it does not.</param>
    public CommitLedger After(
        int agent,
        Successor taken,
        FlatMemory before,
        FlatMemory after,
        out Violation? unaccounted
    )
    {
        unaccounted = null;
        bool commits = taken.Effect.Kind != FlatEffectKind.None;
        if (!commits && taken.Activity is not null)
        {
            return this;
        }

        Sequence<LedgerEntry> entries = Entries;
        if (commits && (AccessAccount.IsCopy(taken.Effect) || IsLossOnTheWay(taken, entries[agent].Operation)))
        {
            entries = ReferenceEquals(before, after) ? entries : Seen(entries, after);
        }
        else if (commits)
        {
            LedgerEntry entry = entries[agent];
            PageGoals? goals = entry.Goals?.Declared(entry.Operation!, taken.Effect, before);
            entries = entries.Set(agent, entry with { Commits = entry.Commits.Add(taken.Effect), Goals = goals });
            entries = ReferenceEquals(before, after) ? entries : Seen(entries, after);
        }

        if (taken.Activity is null)
        {
            LedgerEntry ended = entries[agent];
            Operation operation = ended.Operation!;
            string? problem = Account.Problem(operation, taken.Outcome, ended.Commits.Span, ended.Goals, Pages(after));
            unaccounted = problem is null ? null : Unaccounted(operation, taken.Outcome, problem);
            entries = entries.Set(agent, default);
        }

        return new CommitLedger(entries);
    }

    /// <inheritdoc/>
    public bool Equals(CommitLedger? other) => other is not null && Entries == other.Entries;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CommitLedger);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.GetHashCode();

    private static Violation Unaccounted(Operation operation, Outcome outcome, string problem) =>
        new(
            "INV-30",
            "TRN-1",
            $"{OperationText.Format(operation)} reports {OutcomeText.Format(outcome)}, by its commits {problem}"
        );

    // Whoever comes to a page that nobody can bring back loses it (RET-10, FRK-10), and it is nothing that was asked for.
    private static bool IsLossOnTheWay(Successor taken, Operation? operation) =>
        taken.Effect.Kind == FlatEffectKind.Lose
        && taken.State.Profile.DevicePagesNeedTheirMirror
        && operation is not Lose;

    private static int Pages(FlatMemory flat) => flat.Processes[0].Pages.Count;

    // What an operation over a range wants of a page may also have come true by another's commit.
    private static Sequence<LedgerEntry> Seen(Sequence<LedgerEntry> entries, FlatMemory flat)
    {
        for (int agent = 0; agent < entries.Count; agent++)
        {
            LedgerEntry entry = entries[agent];
            PageGoals? goals = entry.Goals?.Seen(entry.Operation!, flat);
            entries = ReferenceEquals(goals, entry.Goals) ? entries : entries.Set(agent, entry with { Goals = goals });
        }

        return entries;
    }
}
