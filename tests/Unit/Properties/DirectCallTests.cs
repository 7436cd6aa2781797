using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;
using Outcome = HmmSpec.Spec.Outcome;

namespace HmmSpec.Tests.Properties;

/// <summary>The calls of the optimized machine that take no operation, for who has none to give.</summary>
[StatementProperties]
public sealed class DirectCallTests
{
    [Property]
    public Property A_direct_call_does_what_the_operation_does(GeneratedSequence sequence)
    {
        OptimizedMachine one = new(sequence.World, sequence.Profile);
        OptimizedMachine other = new(sequence.World, sequence.Profile);
        foreach (Operation operation in sequence.Operations)
        {
            Outcome expected = one.Apply(operation);
            Outcome found = Call(other, operation);
            if (
                expected != found
                || !one.Events.SequenceEqual(other.Events)
                || !one.Touched.SequenceEqual(other.Touched)
            )
            {
                return false.Label($"{OperationText.Format(operation)} differs");
            }
        }

        return one.Observe().Equals(other.Observe()).Label("the states differ");
    }

    private static Outcome Call(OptimizedMachine machine, Operation operation) =>
        operation is Load load ? machine.Load(load.Process, load.Page)
        : operation is Store store ? machine.Store(store.Process, store.Page, store.Value)
        : operation is DeviceLoad { Range.Count: 1 } read
            ? machine.DeviceLoad(read.Process, read.Device, read.Range.Start)
        : operation is DeviceStore { Range.Count: 1 } written
            ? machine.DeviceStore(written.Process, written.Device, written.Range.Start, written.Value)
        : machine.Apply(operation);
}
