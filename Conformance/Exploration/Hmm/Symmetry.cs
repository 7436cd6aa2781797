namespace HmmSpec.Exploration;

/// <summary>What of a world may be renamed without a difference, so that one of all its namings is explored.</summary>
[Flags]
public enum Symmetry
{
    /// <summary>Nothing but what no operation names: frames, slots, IOVAs, windows.</summary>
    None = 0,

    /// <summary>The devices.</summary>
    Devices = 1,

    /// <summary>The processes.</summary>
    Processes = 2,

    /// <summary>The pages; only where every operation names one page.</summary>
    Pages = 4,
}
