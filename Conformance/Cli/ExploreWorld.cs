using System.Numerics;
using HmmSpec.Exploration;

namespace HmmSpec.Cli;

/// <summary>A world to explore.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sizes">Its sizes, by the names of their options.</param>
/// <param name="Symmetry">What may change places in it.</param>
/// <param name="Revision">Changes when its rules do.</param>
/// <param name="Explore">Explores it.</param>
internal sealed record ExploreWorld(
    string Name,
    IReadOnlyList<(string Name, int Value)> Sizes,
    string Symmetry,
    string Revision,
    Func<ExplorationOptions, ExploreOutcome> Explore
)
{
    /// <summary>What more there is to say of it, in the words of the command line; empty for nothing.</summary>
    public string Rest { get; init; } = "";

    /// <summary>Whether activities take turns in it, so that they may run in a circle.</summary>
    public bool CanCycle { get; init; }

    /// <summary>How many states it has, about; null if nobody knows.</summary>
    public BigInteger? Estimate { get; init; }

    /// <summary>What the estimate was made of; empty if it was counted.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How many bytes a state takes, about.</summary>
    public int BytesPerState { get; init; }

    /// <summary>Whether the engine explores it, with threads and checkpoints.</summary>
    public bool IsOfEngine { get; init; } = true;

    /// <summary>What a checkpoint of it says that it belongs to.</summary>
    public string Identity => $"{Text} revision={Revision}";

    /// <summary>The world as it is shown.</summary>
    public string Text =>
        $"{Name} {string.Join(' ', Sizes.Select(static size => $"{size.Name}={size.Value}"))} symmetry={Symmetry}"
        + (Rest.Length == 0 ? "" : $" {Rest}");

    /// <summary>What names it on the command line.</summary>
    public string Arguments
    {
        get =>
            field
            ?? (Name == ExploreWorlds.Own ? "" : $"--world {Name} ")
                + (IsNamed ? "" : $"{string.Join(' ', Sizes.Select(static size => $"--{size.Name} {size.Value}"))} ")
                + $"--symmetry {Symmetry}"
                + (Rest.Length == 0 ? "" : $" {Rest}");
        init;
    }

    /// <summary>Whether its name says all of it, its sizes too.</summary>
    public bool IsNamed { get; init; }
}
