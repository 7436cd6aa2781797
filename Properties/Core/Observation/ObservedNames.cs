using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The words for what can be seen, on the wire and in reports.</summary>
public static class ObservedNames
{
    /// <summary>Levels of observation.</summary>
    public static Vocabulary<ObservationLevel> Levels { get; } = new("a level of observation", Of);

    /// <summary>CPU page-table entries.</summary>
    public static Vocabulary<ObservedEntry> Entries { get; } = new("an entry", Of);

    /// <summary>Entries of mirrors.</summary>
    public static Vocabulary<MirrorEntryKind> MirrorEntries { get; } = new("an entry of a mirror", Of);

    private static string Of(ObservationLevel level) =>
        level switch
        {
            ObservationLevel.Outcome => "outcome",
            ObservationLevel.Touched => "touched",
            ObservationLevel.State => "state",
        };

    private static string Of(ObservedEntry entry) =>
        entry switch
        {
            ObservedEntry.None => "none",
            ObservedEntry.Present => "present",
            ObservedEntry.Swap => "swap",
            ObservedEntry.Device => "device",
            ObservedEntry.Exclusive => "exclusive",
            ObservedEntry.Poisoned => "poisoned",
        };

    private static string Of(MirrorEntryKind kind) =>
        kind switch
        {
            MirrorEntryKind.None => "none",
            MirrorEntryKind.System => "system",
            MirrorEntryKind.Device => "device",
        };
}
