using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>
/// A bug that Linux had, or a driver of it, as a rewrite of one of the two models. Nothing here says how it is to be found:
/// every row of a target is hunted in the same way (<see cref="BankPlan"/>).
/// </summary>
/// <param name="Id">Its number in the bank; with a letter if the row of the bank has several faults.</param>
/// <param name="Fix">What mended it: the commit's subject in a few words, its hash, and the CVE if there is one.</param>
/// <param name="Sentence">What this version does wrong, in the terms of the specification.</param>
/// <param name="Target">Which model is rewritten.</param>
/// <param name="Clause">The clause that it does not follow any more.</param>
/// <param name="Rewrites">The places, and what stands there.</param>
public sealed record BankFault(
    string Id,
    string Fix,
    string Sentence,
    BankTarget Target,
    string Clause,
    Sequence<Rewrite> Rewrites
)
{
    /// <summary>Whether it shows only when operations take turns.</summary>
    public bool NeedsInterleaving { get; init; }

    /// <summary>
    /// A small world in which looking at everything shows it, of a fault that random schedules do not reach; null for all
    /// others. Used for nothing else.
    /// </summary>
    public SmallWorld? Shown { get; init; }

    /// <summary>A fault of the optimized machine.</summary>
    public static BankFault OfMachine(
        string id,
        string fix,
        string sentence,
        string clause,
        params ReadOnlySpan<Rewrite> rewrites
    ) => new(id, fix, sentence, BankTarget.Machine, clause, Sequence.Create(rewrites));

    /// <summary>A fault of the steps that shows only when operations take turns.</summary>
    public static BankFault OfSteps(
        string id,
        string fix,
        string sentence,
        string clause,
        params ReadOnlySpan<Rewrite> rewrites
    ) => new(id, fix, sentence, BankTarget.Steps, clause, Sequence.Create(rewrites)) { NeedsInterleaving = true };

    /// <summary>A fault of the steps that an operation alone shows, because it waits or runs for ever.</summary>
    public static BankFault OfStepsAlone(
        string id,
        string fix,
        string sentence,
        string clause,
        params ReadOnlySpan<Rewrite> rewrites
    ) => new(id, fix, sentence, BankTarget.Steps, clause, Sequence.Create(rewrites));
}
