using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Informally: an operation in equal states, made separately, has equal outcomes, events and successors (ERR-4); and a
/// state's hash, kept up to date change by change, depends on nothing but what the state is.
/// </summary>
public static class EqualInputsGiveEqualOutputs
{
    /// <summary>Null if it holds, or where it does not.</summary>
    public static string? Check(GeneratedSequence sequence)
    {
        State one = ReferenceModel.Init(sequence.World, sequence.Profile);
        State other = ReferenceModel.Init(sequence.World, sequence.Profile);
        foreach (Operation operation in sequence.Operations)
        {
            Transition first = ReferenceModel.Run(one, operation);
            Transition again = ReferenceModel.Run(one, operation);
            Transition second = ReferenceModel.Run(other, operation);
            if (first != again || first != second)
            {
                return $"{OperationText.Format(operation)} differs from one run to the next";
            }

            if (first.After.Hash64 != second.After.Hash64 || first.After.Hash64 != Rebuilt(first.After).Hash64)
            {
                return $"{OperationText.Format(operation)} leaves a hash that depends on how the state was reached";
            }

            (one, other) = (first.After, second.After);
        }

        return null;
    }

    private static State Rebuilt(State state) =>
        state with
        {
            Processes = Data.Table<Process>.Create(state.Processes.Count, index => state.Processes[index]),
            Devices = Data.Table<Device>.Create(state.Devices.Count, index => state.Devices[index]),
        };
}
