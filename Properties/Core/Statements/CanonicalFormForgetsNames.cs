using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Informally: the canonical form of a canonical form is itself; and what a program or a device can see of a state, and
/// what becomes of it, does not depend on the names of frames, slots and IOVAs.
/// </summary>
public static class CanonicalFormForgetsNames
{
    /// <summary>Null if it holds, or where it does not.</summary>
    public static string? Check(GeneratedSequence sequence)
    {
        State state = ReferenceModel.Init(sequence.World, sequence.Profile);
        foreach (Operation operation in sequence.Operations)
        {
            State canonical = Canonical.Of(state);
            if (!Canonical.Of(canonical).Equals(canonical))
            {
                return $"before {OperationText.Format(operation)}: the canonical form changes when it is taken again";
            }

            Transition named = ReferenceModel.Run(state, operation);
            Transition renamed = ReferenceModel.Run(canonical, operation);
            if (named.Outcome != renamed.Outcome || named.Events != renamed.Events)
            {
                return $"{OperationText.Format(operation)} depends on the names of frames";
            }

            if (!Canonical.Of(named.After).Equals(Canonical.Of(renamed.After)))
            {
                return $"{OperationText.Format(operation)} leads to different states under different names";
            }

            state = named.After;
        }

        return null;
    }
}
