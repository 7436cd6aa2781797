using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Races;

/// <summary>Changes what a step of the reference leads to.</summary>
/// <param name="before">The state before it.</param>
/// <param name="mover">The activity that takes it.</param>
/// <param name="taken">The step as the reference takes it.</param>
internal delegate Successor Twist(State before, Activity mover, Successor taken);

/// <summary>The reference with a defect: what some of its steps lead to is changed.</summary>
internal sealed class TwistedSteps(Twist twist) : IStepModel
{
    private readonly ReferenceSteps _reference = new();

    public Sequence<Activity> Kinds => _reference.Kinds;

    public Activity Begin(Operation operation) => new Twisted(_reference.Begin(operation), twist);

    private sealed record Twisted(Activity Inner, Twist Twist) : Activity
    {
        public override Sequence<PageCopy> Copies => Inner.Copies;

        public override Activity Through(ILocals locals) => this with { Inner = Inner.Through(locals) };

        public override Successors Next(State state)
        {
            Successors successors = Inner.Next(state);
            return successors.Blocked != Blocked.No
                ? successors.Blocked
                : Successors.Choose(
                    Wrapped(state, successors.Canonical),
                    () => successors.All.Skip(1).Select(taken => Wrapped(state, taken))
                );
        }

        private Successor Wrapped(State state, Successor taken)
        {
            Successor twisted = Twist(state, Inner, taken);
            return twisted with { Activity = twisted.Activity is null ? null : this with { Inner = twisted.Activity } };
        }
    }
}
