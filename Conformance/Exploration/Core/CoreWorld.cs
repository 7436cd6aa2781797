namespace HmmSpec.Exploration.Core;

/// <summary>The sizes of a core world. The core world is a machine of its own: see the README of this project.</summary>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Devices">How many devices there are.</param>
/// <param name="Capacity">How many frames each device has.</param>
public sealed record CoreWorld(int Pages, int Devices, int Capacity = 1)
{
    /// <summary>The most pages, and the most frames of a device.</summary>
    public const int MostPages = 8;

    /// <summary>The most devices.</summary>
    public const int MostDevices = 4;

    /// <summary>Grows when a rule changes: a search that was begun with other rules cannot be resumed.</summary>
    public const int Revision = 1;

    /// <summary>What is wrong with the sizes, as a sentence; null if nothing is.</summary>
    public string? Problem() =>
        Outside("pages", Pages, MostPages)
        ?? Outside("devices", Devices, MostDevices)
        ?? Outside("capacity", Capacity, MostPages);

    private static string? Outside(string name, int value, int most) =>
        value >= 1 && value <= most ? null : $"A core world cannot have {name}={value}; {name} goes from 1 to {most}.";
}
