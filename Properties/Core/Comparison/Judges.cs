using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Makes judges.</summary>
public static class Judges
{
    /// <summary>The judge of a machine in its initial state.</summary>
    public static IJudge Create(
        World world,
        Profile profile,
        IMachine machine,
        Thoroughness thoroughness,
        Comparison comparison
    ) =>
        comparison switch
        {
            Comparison.Exact => new Lockstep(world, profile, machine, thoroughness),
            Comparison.Loose => new PatientJudge(world, profile, machine, thoroughness),
        };
}
