using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Makes a new machine in its initial state.</summary>
public delegate IMachine MachineFactory(World world, Profile profile);

/// <summary>Runs a given sequence.</summary>
public static class Replay
{
    /// <summary>The finding that a sequence ends in, cut off behind it, or null if both sides agree to the end, or to where it is asked to stop.</summary>
    public static Finding? Run(
        World world,
        Profile profile,
        ReadOnlySpan<Operation> operations,
        MachineFactory factory,
        Thoroughness thoroughness,
        Comparison comparison = Comparison.Exact,
        CancellationToken cancellation = default
    )
    {
        IJudge judge = Judges.Create(world, profile, factory(world, profile), thoroughness, comparison);
        for (int index = 0; index < operations.Length && !cancellation.IsCancellationRequested; index++)
        {
            Divergence? divergence = judge.Apply(operations[index]);
            if (divergence is null && index == operations.Length - 1)
            {
                divergence = judge.Finish(operations[index]);
            }

            if (divergence is not null)
            {
                return new Finding(world, profile, Sequence.Create(operations[..(index + 1)]), divergence);
            }
        }

        return null;
    }
}
