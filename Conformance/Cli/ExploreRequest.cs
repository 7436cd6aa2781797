namespace HmmSpec.Cli;

/// <summary>What <c>explore</c> is asked for; sizes that are not given are null.</summary>
/// <param name="World">The name of the world.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Devices">How many devices.</param>
/// <param name="Capacity">How many frames of each device.</param>
/// <param name="Symmetry">Which states are taken for the same.</param>
/// <param name="Defect">The seeded defect; empty for none.</param>
internal sealed record ExploreRequest(
    string World,
    int? Pages,
    int? Devices,
    int? Capacity,
    string Symmetry,
    string Defect
);
