using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Informally: a state that was encoded and decoded is the same state, at every step of every operation; and states have
/// equal fingerprints if they differ in nothing but names.
/// </summary>
public static class EncodingLosesNothing
{
    /// <summary>Null if it holds, or where it does not.</summary>
    public static string? Check(GeneratedSequence sequence)
    {
        State state = ReferenceModel.Init(sequence.World, sequence.Profile);
        foreach (Operation operation in sequence.Operations)
        {
            Activity? activity = ReferenceModel.Begin(operation);
            while (activity is not null)
            {
                Successor next = ReferenceModel.Next(state, activity).Canonical;
                (state, activity) = (next.State, next.Activity);
                State decoded = StateEncoding.Decode(StateEncoding.Encode(state), sequence.World, sequence.Profile);
                if (!decoded.Equals(state) || decoded.Hash64 != state.Hash64)
                {
                    return $"{OperationText.Format(operation)}: {string.Join("; ", StateDiff.Between(state, decoded))}";
                }
            }

            if (Fingerprint.Of(state) != Fingerprint.Of(Canonical.Of(state)))
            {
                return $"{OperationText.Format(operation)}: the fingerprint depends on names";
            }
        }

        return null;
    }
}
