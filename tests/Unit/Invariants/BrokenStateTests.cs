using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Tests.Results;

namespace HmmSpec.Tests.Invariants;

/// <summary>
/// What each invariant says of every state that differs in one place from a good one: that it is broken, where, and what was
/// found there; and that it says nothing of any other. The texts are in <c>tests/Vectors/broken</c>.
/// </summary>
public sealed class BrokenStateTests
{
    private static readonly string[] NoStates = [Neighbours.Free, ".Dma ", ".Backing.", ".File", "Files["];

    public static TheoryData<string> Names => [.. BrokenStates.Names];

    public static TheoryData<string> NamesWithOperations => [.. BrokenStates.NamesWithOperations];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_state_next_to_a_good_one_breaks_what_its_text_says(string name)
    {
        Interleaving good = BrokenStates.Of(name);
        Assert.Null(Spec.Invariants.FirstViolation(good));
        BrokenText text = new();
        text.Add($"{StateText.Format(good.State)}\n");
        foreach ((string change, State state) in Neighbours.Of(good.State))
        {
            text.Add(change, Asked(good with { State = state }));
        }

        Golden.Same(Path.Combine("broken", $"{name}.txt"), text.ToString());
    }

    [Theory]
    [MemberData(nameof(NamesWithOperations))]
    public void Every_state_next_to_the_one_after_an_operation_breaks_what_its_text_says(string name)
    {
        State before = BrokenStates.Of(name).State;
        BrokenText text = new();
        foreach (Operation operation in BrokenStates.OperationsOf(name))
        {
            Transition good = ReferenceModel.Run(before, operation);
            Assert.Null(Spec.Invariants.FirstViolation(before, operation, good.Outcome, good.After));
            text.Add($"{OperationText.Format(operation)} -> {OutcomeText.Format(good.Outcome)}\n");
            foreach ((string change, State state) in Neighbours.Of(good.After))
            {
                text.Add(change, Asked(before, operation, good.Outcome, state));
            }
        }

        Golden.Same(Path.Combine("broken", $"{name}-operations.txt"), text.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_state_next_to_a_good_one_has_another_hash_and_other_bytes_that_are_read_back(string name)
    {
        State good = BrokenStates.Of(name).State;
        Sequence<byte> bytes = StateEncoding.Encode(good);
        List<string> wrong = [];
        foreach (
            (string change, State state) in Neighbours
                .Of(good)
                .Where(found => !IsNoState(found.Change) && found.State != good)
        )
        {
            Sequence<byte> other = StateEncoding.Encode(state);
            string? problem =
                good.Hash64 == state.Hash64 ? "the hash is the same"
                : bytes == other ? "the bytes are the same"
                : StateEncoding.Decode(other, state.World, state.Profile) != state ? "another state is read"
                : null;
            wrong.AddRange(problem is null ? [] : [$"{change}: {problem}"]);
        }

        Assert.Empty(wrong);
    }

    // Of which no state is: what is free holds nothing, a device that reaches memory in another way has other IOVAs, and no file
    // is where there is none.
    private static bool IsNoState(string change) =>
        NoStates.Any(part => change.Contains(part, StringComparison.Ordinal));

    private static IEnumerable<(string Id, Func<Violation?> Check)> Asked(Interleaving broken)
    {
        foreach (IStateInvariant invariant in Spec.Invariants.OfStates.AsEnumerable())
        {
            if (broken.IsQuiescent || invariant.Kind == InvariantKind.State)
            {
                yield return (invariant.Id, () => invariant.Check(broken.State));
            }
        }

        foreach (IInterleavingInvariant invariant in Spec.Invariants.OfInterleavings.AsEnumerable())
        {
            yield return (invariant.Id, () => invariant.Check(broken));
        }

        if (broken.IsQuiescent)
        {
            yield return ("flat memory", () => FlatAgreement.Check(broken.State, broken.Flat));
        }
    }

    private static IEnumerable<(string Id, Func<Violation?> Check)> Asked(
        State before,
        Operation operation,
        Outcome outcome,
        State broken
    )
    {
        foreach (IStepInvariant invariant in Spec.Invariants.OfSteps.AsEnumerable())
        {
            yield return (invariant.Id, () => invariant.Check(before, operation, outcome, broken));
        }
    }
}
