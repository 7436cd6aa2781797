using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HmmSpec.Properties;

namespace HmmSpec.Tests.Properties;

/// <summary>The statements of the Properties project, bound to FsCheck: a failing one prints the sequence that it found.</summary>
[StatementProperties]
public sealed class StatementTests
{
    [Property]
    public Property The_optimized_machine_equals_the_reference(GeneratedSequence sequence) =>
        Holds(OptimizedMachineEqualsReference.Check(sequence));

    [Property]
    public Property Every_invariant_holds_after_every_step(GeneratedSequence sequence) =>
        Holds(EveryInvariantHoldsAfterEveryStep.Check(sequence));

    [Property]
    public Property Programs_see_flat_memory(GeneratedSequence sequence) =>
        Holds(ProgramsSeeFlatMemory.Check(sequence));

    [Property]
    public Property Equal_inputs_give_equal_outputs(GeneratedSequence sequence) =>
        Holds(EqualInputsGiveEqualOutputs.Check(sequence));

    [Property]
    public Property The_canonical_form_forgets_names(GeneratedSequence sequence) =>
        Holds(CanonicalFormForgetsNames.Check(sequence));

    [Property]
    public Property Encoding_loses_nothing(GeneratedSequence sequence) => Holds(EncodingLosesNothing.Check(sequence));

    private static Property Holds(string? problem) => (problem is null).Label(problem ?? "holds");
}
