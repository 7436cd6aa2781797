using HmmSpec.Properties;

namespace HmmSpec.Tests.Freedoms;

/// <summary>The levels of observation at which something shows.</summary>
internal static class Levels
{
    /// <summary>It shows in outcomes already.</summary>
    public static TheoryData<ObservationLevel> All => [.. Enum.GetValues<ObservationLevel>()];

    /// <summary>It shows in events and pages.</summary>
    public static TheoryData<ObservationLevel> Pages => [ObservationLevel.Touched, ObservationLevel.State];
}
