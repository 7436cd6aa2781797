namespace HmmSpec.Exploration.Core;

/// <summary>The invariants of the core world. All but I4 are about one page.</summary>
internal static class CoreInvariants
{
    /// <summary>What a page breaks, as a sentence; null if nothing.</summary>
    public static string? Broken(CorePage page, int devices) =>
        Enumerable
            .Range(0, devices)
            .Select(device => Mirror(page, device))
            .FirstOrDefault(static broken => broken is not null)
        ?? (page.Value == page.Flat ? null : "I5 transparency: a page does not hold what was stored last.")
        ?? Mapping(page);

    /// <summary>I4: what a device with this many used frames breaks.</summary>
    public static string Capacity(int device) => $"I4 capacity: device {device} uses more frames than it has.";

    private static string? Mirror(CorePage page, int device)
    {
        Rights mirror = page.Mirror(device);
        bool isOwner = page.Pte is CorePte.Private or CorePte.Exclusive && page.Device == device;
        bool isOther = page.Pte is CorePte.Private or CorePte.Exclusive && page.Device != device;
        return mirror != Rights.None && !(page.IsPresent || isOwner)
                ? $"I1 mirror: device {device} has an entry for a page that is not there for it."
            : mirror > page.Vma ? $"I1 mirror: device {device} may do more than the mapping."
            : mirror == Rights.ReadWrite && !(page.Pte == CorePte.ReadWrite || isOwner)
                ? $"I1 mirror: device {device} may write a page that the processor may not."
            : isOther && mirror != Rights.None
                ? $"{(page.Pte == CorePte.Private ? "I2 private" : "I3 exclusive")}: device {device} has an entry too."
            : isOwner && page.Pte == CorePte.Exclusive && (page.Vma != Rights.ReadWrite || mirror != Rights.ReadWrite)
                ? $"I3 exclusive: device {device} may not write its page."
            : null;
    }

    private static string? Mapping(CorePage page) =>
        page.Vma == Rights.None && page.Pte != CorePte.None ? "I6 mapping: a page that is not mapped has an entry."
        : page.Pte == CorePte.ReadWrite && page.Vma != Rights.ReadWrite
            ? "I6 mapping: the processor may write where the mapping does not allow it."
        : null;
}
