using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Informally: whatever devices, migrations, reclaim and full memories do, every load delivers what memory without any
/// of them would, every refusal is explained by the rights of the mapping, and the contents agree after every operation.
/// </summary>
public static class ProgramsSeeFlatMemory
{
    /// <summary>Null if it holds, or the first commit or page that flat memory does not allow.</summary>
    public static string? Check(GeneratedSequence sequence)
    {
        State state = ReferenceModel.Init(sequence.World, sequence.Profile);
        FlatMemory flat = FlatMemory.Initial(sequence.World);
        foreach (Operation operation in sequence.Operations)
        {
            Transition transition = ReferenceModel.Run(state, operation);
            state = transition.After;
            foreach (FlatEffect effect in transition.Effects)
            {
                if (!flat.Allows(effect))
                {
                    return $"{OperationText.Format(operation)}: flat memory does not allow {effect}";
                }

                flat = flat.After(effect);
            }

            if (FlatAgreement.Check(state, flat) is { } violation)
            {
                return $"{OperationText.Format(operation)}: {violation}";
            }
        }

        return null;
    }
}
