using System.Numerics;
using HmmSpec.Exploration;

namespace HmmSpec.Cli;

/// <summary>A world to explore.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sizes">Its sizes, by the names of their options.</param>
/// <param name="Symmetry">Which states are taken for the same.</param>
/// <param name="Revision">Grows when its rules change.</param>
/// <param name="Factory">Makes a system for each thread.</param>
internal sealed record ExploreWorld(
    string Name,
    IReadOnlyList<(string Name, int Value)> Sizes,
    string Symmetry,
    int Revision,
    Func<ITransitionSystem> Factory
)
{
    /// <summary>How many states it has, about; null if nobody knows.</summary>
    public BigInteger? Estimate { get; init; }

    /// <summary>How many bytes a state takes, about.</summary>
    public int BytesPerState { get; init; }

    /// <summary>The seeded defect; empty for none.</summary>
    public string Defect { get; init; } = "";

    /// <summary>What a checkpoint of it says that it belongs to.</summary>
    public string Identity => $"{Text} revision={Revision}";

    /// <summary>The world as it is shown.</summary>
    public string Text =>
        $"{Name} {string.Join(' ', Sizes.Select(static size => $"{size.Name}={size.Value}"))} symmetry={Symmetry}"
        + (Defect.Length > 0 ? $" defect={Defect}" : "");

    /// <summary>The options that name the world.</summary>
    public string Options =>
        $"--world {Name} {string.Join(' ', Sizes.Select(static size => $"--{size.Name} {size.Value}"))} --symmetry {Symmetry}"
        + (Defect.Length > 0 ? $" --defect {Defect}" : "");
}
