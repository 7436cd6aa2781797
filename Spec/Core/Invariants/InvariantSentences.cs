namespace HmmSpec.Spec;

/// <summary>Makes violations: the sentences name places by their numbers, frames, slots and IOVAs too.</summary>
internal static class InvariantSentences
{
    /// <summary>That an invariant does not hold.</summary>
    public static Violation Broken(this IInvariant invariant, string sentence) =>
        new(invariant.Id, invariant.Clause, sentence);

    /// <summary>A page of a process.</summary>
    public static string Page(int process, int page) => $"p{process} page {page}";

    /// <summary>A page of a mirror.</summary>
    public static string Page(int process, int device, int page) => $"p{process} d{device} page {page}";

    /// <summary>A frame, or the zero frame.</summary>
    public static string Of(Target target) =>
        target.IsZero ? "the zero frame"
        : target.IsSystem ? $"frame {target.Frame}"
        : $"d{target.Device} frame {target.Frame}";

    /// <summary>A page-table entry.</summary>
    public static string Of(Pte pte) =>
        pte.Kind switch
        {
            PteKind.None => "no entry",
            PteKind.Present => $"{Right(pte.Writable)} entry of {Of(pte.Target)}",
            PteKind.ProtNone => $"protnone entry of {Of(pte.Target)}",
            PteKind.Swap => $"swap entry of slot {pte.Slot}",
            PteKind.DevicePrivate => $"device-private {Right(pte.Writable)} entry of {Of(pte.Target)}",
            PteKind.DeviceExclusive => $"device-exclusive {Right(pte.Writable)} entry of {Of(pte.Target)}",
            PteKind.Poisoned => "poisoned entry",
            PteKind.Migration => $"migration {Right(pte.Writable)} entry of {Of(pte.Target)}",
        };

    /// <summary>An entry of a mirror, or a cached translation, that leads somewhere.</summary>
    public static string Access(bool writable, Target? target) =>
        $"{Right(writable)} access to {(target is Target place ? Of(place) : "an address that leads nowhere")}";

    private static string Right(bool writable) => writable ? "write" : "read";
}
