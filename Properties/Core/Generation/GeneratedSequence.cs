using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>A sequence of operations that was drawn for a world.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Operations">The operations.</param>
public sealed record GeneratedSequence(World World, Profile Profile, Sequence<Operation> Operations)
{
    /// <summary>The sequence of this length that a seed stands for.</summary>
    public static GeneratedSequence Of(World world, Profile profile, ulong seed, int length) =>
        Of(world, profile, seed, length, Weights.UsualIn(world));

    /// <summary>The sequence of this length that a seed and weights stand for.</summary>
    public static GeneratedSequence Of(World world, Profile profile, ulong seed, int length, Weights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Random64 random = new(seed);
        OperationGenerator generator = new(weights.Swarm(ref random), random.Next());
        State state = ReferenceModel.Init(world, profile);
        Operation[] operations = new Operation[length];
        for (int index = 0; index < length; index++)
        {
            operations[index] = generator.Next(state);
            state = ReferenceModel.Run(state, operations[index]).After;
        }

        return new GeneratedSequence(world, profile, [.. operations]);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('\n', [$"{WorldText.Format(World)}, {Profile.Name}", .. Operations.Select(OperationText.Format)]);
}
