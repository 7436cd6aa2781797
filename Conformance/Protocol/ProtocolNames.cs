using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>The words of the protocol that operations and outcomes do not have.</summary>
public static class ProtocolNames
{
    /// <summary>Levels of observation.</summary>
    public static Vocabulary<ObservationLevel> Levels { get; } = new("a level of observation", Of);

    /// <summary>What a CPU page-table entry can be seen to be.</summary>
    public static Vocabulary<ObservedEntry> Entries { get; } = new("an entry", Of);

    /// <summary>Where an entry of a mirror leads.</summary>
    public static Vocabulary<MirrorEntryKind> MirrorEntries { get; } = new("an entry of a mirror", Of);

    /// <summary>What is promised of operations in flight at the same time.</summary>
    public static Vocabulary<MemoryOrdering> Orderings { get; } = new("an ordering", Of);

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

    private static string Of(MirrorEntryKind entry) =>
        entry switch
        {
            MirrorEntryKind.None => "none",
            MirrorEntryKind.System => "system",
            MirrorEntryKind.Device => "device",
        };

    private static string Of(MemoryOrdering ordering) =>
        ordering switch
        {
            MemoryOrdering.None => "none",
            MemoryOrdering.Sequential => "sequential",
            MemoryOrdering.Relaxed => "relaxed",
        };
}
