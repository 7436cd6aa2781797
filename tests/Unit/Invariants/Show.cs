using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>Shows that an invariant holds of what is good, and reports what was broken.</summary>
internal static class Show
{
    /// <summary>All invariants hold of a state that was reached, and this one not of the same with one thing broken.</summary>
    public static Violation Reported<T>(State good, State broken)
        where T : IStateInvariant, new()
    {
        Assert.Null(Spec.Invariants.FirstViolation(good, quiescent: true));
        return Same(new T(), new T().Check(broken));
    }

    /// <summary>The invariant holds of the state: what differs is excused.</summary>
    public static void Excused<T>(State state)
        where T : IStateInvariant, new() => Assert.Null(new T().Check(state));

    /// <summary>All invariants hold of an operation, and this one not if the state after it is broken.</summary>
    public static Violation Reported<T>(State before, string line, Func<State, State> breaking)
        where T : IStepInvariant, new()
    {
        Operation operation = Reach.Read(line);
        Transition transition = ReferenceModel.Run(before, operation);
        State broken = breaking(transition.After);
        Assert.Null(Spec.Invariants.FirstViolation(before, operation, transition.Outcome, transition.After));
        Assert.NotEqual(transition.After, broken);
        return Same(new T(), new T().Check(before, operation, transition.Outcome, broken));
    }

    private static Violation Same(IInvariant invariant, Violation? violation)
    {
        Assert.NotNull(violation);
        Assert.Equal(invariant.Id, violation.Invariant);
        Assert.Equal(invariant.Clause, violation.Clause);
        Assert.NotEmpty(violation.Sentence);
        return violation;
    }
}
