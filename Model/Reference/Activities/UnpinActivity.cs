using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A driver gives a pin back (unpin_user_pages_dirty_lock).</summary>
public sealed record UnpinActivity(Unpin Operation) : Activity
{
    private static readonly ClauseSet Releasing = ClauseSet.Of("PIN-7");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Unpin(locals.Number(Operation.Number)),
        };

    /// <inheritdoc/>
    [Step("unpin page")]
    [Clause("PIN-7")]
    public override Successors Next(State state)
    {
        int number = Operation.Number;
        if (!PinRules.Exists(state, number) || state.Pins[number].IsZero)
        {
            return Fail(state, Status.EINVAL, Releasing);
        }

        State released = PinRules.Release(state, number);
        return End(released, Outcome.Ok, Releasing | SwapRules.Followed(state, released));
    }
}
