using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Where a page of a process is.</summary>
[Closed]
public enum PagePlace
{
    /// <summary>No mapping covers it.</summary>
    Unmapped,

    /// <summary>It is mapped, and nothing is there yet.</summary>
    None,

    /// <summary>The shared zero frame.</summary>
    Zero,

    /// <summary>A frame of system memory.</summary>
    System,

    /// <summary>A slot of swap.</summary>
    Swap,

    /// <summary>The memory of a device.</summary>
    Device,

    /// <summary>Nowhere for the moment: a migration entry.</summary>
    Migrating,

    /// <summary>A frame of system memory that a device has for itself.</summary>
    Exclusive,

    /// <summary>Lost with a device.</summary>
    Poisoned,
}

/// <summary>Where an entry of a mirror leads.</summary>
[Closed]
public enum MirrorPlace
{
    /// <summary>To the shared zero frame.</summary>
    Zero,

    /// <summary>To a frame of system memory.</summary>
    System,

    /// <summary>To the device's own memory.</summary>
    Device,

    /// <summary>To a frame of system memory that the device has for itself.</summary>
    Exclusive,
}

/// <summary>What an entry allows.</summary>
[Closed]
public enum EntryRight
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Loads.</summary>
    Read,

    /// <summary>Loads and stores.</summary>
    Write,
}

/// <summary>The words of <c>expect</c> lines.</summary>
public static class Lanes
{
    /// <summary>Places of a page.</summary>
    public static Vocabulary<PagePlace> Places { get; } =
        new(
            "a place",
            place =>
                place switch
                {
                    PagePlace.Unmapped => "unmapped",
                    PagePlace.None => "none",
                    PagePlace.Zero => "zero",
                    PagePlace.System => "system",
                    PagePlace.Swap => "swap",
                    PagePlace.Device => "device",
                    PagePlace.Migrating => "migrating",
                    PagePlace.Exclusive => "exclusive",
                    PagePlace.Poisoned => "poisoned",
                }
        );

    /// <summary>Places to which a mirror leads.</summary>
    public static Vocabulary<MirrorPlace> MirrorPlaces { get; } =
        new(
            "a place",
            place =>
                place switch
                {
                    MirrorPlace.Zero => "zero",
                    MirrorPlace.System => "system",
                    MirrorPlace.Device => "device",
                    MirrorPlace.Exclusive => "exclusive",
                }
        );

    /// <summary>Rights of a page-table entry.</summary>
    public static Vocabulary<EntryRight> PageRights { get; } =
        new(
            "a right",
            right =>
                right switch
                {
                    EntryRight.None => "protnone",
                    EntryRight.Read => "read",
                    EntryRight.Write => "write",
                }
        );

    /// <summary>Rights of an entry of a mirror.</summary>
    public static Vocabulary<EntryRight> MirrorRights { get; } =
        new(
            "a right",
            right =>
                right switch
                {
                    EntryRight.None => "none",
                    EntryRight.Read => "read",
                    EntryRight.Write => "write",
                }
        );

    /// <summary>Where a page is.</summary>
    public static PagePlace PlaceOf(PageView view) =>
        view.Kind switch
        {
            PteKind.None => view.IsMapped ? PagePlace.None : PagePlace.Unmapped,
            PteKind.Present or PteKind.ProtNone => view.IsZero ? PagePlace.Zero : PagePlace.System,
            PteKind.Swap => PagePlace.Swap,
            PteKind.DevicePrivate => PagePlace.Device,
            PteKind.Migration => PagePlace.Migrating,
            PteKind.DeviceExclusive => PagePlace.Exclusive,
            PteKind.Poisoned => PagePlace.Poisoned,
        };

    /// <summary>What a page-table entry allows, or will when the page is back; null where there is none.</summary>
    public static EntryRight? RightOf(PageView view) =>
        view.Kind switch
        {
            PteKind.None or PteKind.Swap or PteKind.Poisoned => null,
            PteKind.ProtNone => EntryRight.None,
            PteKind.Present or PteKind.DevicePrivate or PteKind.Migration or PteKind.DeviceExclusive => view.Writable
                ? EntryRight.Write
                : EntryRight.Read,
        };

    /// <summary>Where an entry of a mirror leads; null if it is empty.</summary>
    public static MirrorPlace? PlaceOf(MirrorView view) =>
        view.Kind switch
        {
            MirrorEntryKind.None => null,
            MirrorEntryKind.System => view.IsZero ? MirrorPlace.Zero
            : view.Exclusive ? MirrorPlace.Exclusive
            : MirrorPlace.System,
            MirrorEntryKind.Device => MirrorPlace.Device,
        };

    /// <summary>What an entry of a mirror allows.</summary>
    public static EntryRight RightOf(MirrorView view) =>
        view.Kind == MirrorEntryKind.None ? EntryRight.None
        : view.Writable ? EntryRight.Write
        : EntryRight.Read;
}
