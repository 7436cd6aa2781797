using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Where a race is: the interleaving, and what the operations in flight have committed.</summary>
/// <param name="Now">State, flat memory and activities.</param>
/// <param name="Ledger">The commits of the operations in flight.</param>
internal sealed record RacePosition(Interleaving Now, CommitLedger Ledger)
{
    /// <summary>The beginning, with this many agents that do nothing.</summary>
    public static RacePosition Initial(World world, Profile profile, int agents) =>
        new(Interleaving.Initial(world, profile, agents), CommitLedger.Of(agents));

    /// <summary>Whether an agent is in the middle of an operation.</summary>
    public bool IsBusy(int agent) => Now.Activities[agent] is not null;

    /// <summary>
    /// Whether each agent that is in the middle of an operation waits for another; one that would break down does not.
    /// </summary>
    public bool IsDeadlock
    {
        get
        {
            try
            {
                return Now.IsDeadlock;
            }
            // The model may be anybody's, and break down in any way: the step that does so is what is reported.
            catch (Exception)
            {
                return false;
            }
        }
    }

    /// <summary>With an operation begun by an agent that does nothing.</summary>
    public RacePosition Begin(int agent, Operation operation, IStepModel model) =>
        new(Now.Begin(agent, model.Begin(operation)), Ledger.Begin(agent, operation, Now.Flat));

    /// <summary>With a step taken; what it breaks, or null.</summary>
    public Violation? Take(int agent, Successor taken, out RacePosition after)
    {
        Interleaving next = Now.After(agent, taken);
        CommitLedger ledger = Ledger.After(agent, taken, Now.Flat, next.Flat, out Violation? unaccounted);
        after = new RacePosition(next, ledger);
        return Invariants.FirstViolation(Now, taken, next) ?? unaccounted;
    }
}
