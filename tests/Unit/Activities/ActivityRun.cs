using HmmSpec.Conformance;
using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Invariants;

namespace HmmSpec.Tests.Activities;

/// <summary>An operation of which a test looks at single steps, each by its canonical choice.</summary>
internal sealed class ActivityRun(State state, Activity begun)
{
    private const int Most = 1_000;

    public ActivityRun(State state, string operation)
        : this(state, ReferenceModel.Begin(Reach.Read(operation))) { }

    public State State { get; private set; } = state;

    /// <summary>What is still to be done; null once it has ended.</summary>
    public Activity? Activity { get; private set; } = begun;

    public Successors Next => Activity!.Next(State);

    /// <summary>With one thing of the state changed by somebody else.</summary>
    public ActivityRun With(Func<State, State> changed)
    {
        State = changed(State);
        return this;
    }

    /// <summary>Takes one step.</summary>
    public Successor Step()
    {
        Successor taken = Next.Canonical;
        (State, Activity) = (taken.State, taken.Activity);
        return taken;
    }

    /// <summary>Takes steps, up to and with the first that is labelled so.</summary>
    public ActivityRun To(string label)
    {
        for (int count = 0; count < Most; count++)
        {
            if (StepLabels.Of(Step().Step) == label)
            {
                return this;
            }
        }

        throw new InvalidOperationException($"There was no step {label}.");
    }
}
