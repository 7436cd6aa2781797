namespace HmmSpec.Properties;

/// <summary>How often everything is compared; what either machine touched is compared after every operation.</summary>
/// <param name="Period">After how many operations the whole state is compared and all invariants are checked.</param>
public readonly record struct Thoroughness(int Period)
{
    /// <summary>For long runs.</summary>
    public static Thoroughness Periodic => new(256);

    /// <summary>For replaying, shrinking and tests.</summary>
    public static Thoroughness EveryOperation => new(1);
}
