using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The clauses of which a check can say nothing. That is never taken for good.</summary>
internal static class SkippedClauses
{
    private static readonly Sequence<string> Transparent = ["TRN-1", "TRN-2"];

    // At rest they hold of any state.
    private static readonly Sequence<string> SideBySide = ["CON-2", "CON-3", "CON-4", "CON-5"];

    // The invariants that are held against the states of a machine, and flat memory that is held against its loads.
    private static readonly Sequence<string> Checked =
    [
        .. Invariants.OfStates.Select(static invariant => invariant.Clause),
        .. Invariants.OfSteps.Select(static invariant => invariant.Clause),
        .. Transparent,
    ];

    /// <summary>The invariants that are held against states of operations side by side.</summary>
    public static IEnumerable<Clause> CheckedSideBySide =>
        Catalogue.All.Where(static clause =>
            clause.Kind == ClauseKind.Invariant && (SideBySide.Contains(clause.Id) || Checked.Contains(clause.Id))
        );

    /// <summary>Their ids, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Of(CheckSummary summary)
    {
        IReadOnlyList<long> counts = summary.Clauses;
        bool ran = summary.Scenarios > 0 || summary.Random is { Operations: > 0 };
        Dictionary<string, string> skipped = new(StringComparer.Ordinal);
        foreach ((int index, Clause clause) in Catalogue.All.Index())
        {
            string? reason =
                clause.Kind == ClauseKind.Invariant ? OfInvariant(clause, ran) ?? OfUnseen(clause, summary.Subject)
                : counts[index] > 0 ? null
                : OfStep(summary, clause);
            if (reason is not null)
            {
                skipped.Add(clause.Id, reason);
            }
        }

        return skipped;
    }

    private static string OfStep(CheckSummary summary, Clause clause) =>
        summary.Subject?.Failure is not null ? "the subject failed before anything followed it"
        : summary.WasStopped ? "the run was stopped before anything followed it"
        : summary.Failures.Count > 0 ? "the run ended at a divergence before anything followed it"
        : summary.Subject?.Lacking.GetValueOrDefault(clause.Id) is string lack ? $"its scenario {lack}"
        : "never followed, alone and by canonical choices";

    // Of a subject that shows outcomes alone, only what programs see can be said.
    private static string? OfUnseen(Clause clause, SubjectReport? subject) =>
        subject is { Level: ObservationLevel.Outcome } && !Transparent.Contains(clause.Id)
            ? "the subject is looked at as outcome, and that shows no state"
            : null;

    // No step follows an invariant; it is looked at in every state.
    private static string? OfInvariant(Clause clause, bool ran) =>
        SideBySide.Contains(clause.Id) ? "speaks of operations side by side, and they ran one after another"
        : !Checked.Contains(clause.Id) ? "check does not look at it"
        : ran ? null
        : "no state was looked at";
}
