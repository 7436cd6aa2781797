using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A translation that a TLB caches: of a process's CPU, or of a device for one mirror.</summary>
/// <param name="Valid">Whether there is one.</param>
/// <param name="Writable">Whether stores may use it.</param>
/// <param name="Target">Where the access goes.</param>
/// <param name="Exclusive">Of a device: whether it was taken of an entry for a page that the device has for itself.</param>
public readonly record struct Translation(bool Valid, bool Writable, Target Target, bool Exclusive = false) : IHash64
{
    /// <summary>No translation: the next access walks the table.</summary>
    public static Translation None => default;

    /// <inheritdoc/>
    public ulong Hash64 => Mix.Pair(Target.Hash64, (Exclusive ? 4UL : 0) | (Valid ? 2UL : 0) | (Writable ? 1UL : 0));

    /// <summary>Whether an access may use it.</summary>
    public bool Allows(bool write) => Valid && (Writable || !write);

    /// <summary>Whether an atomic access by a device may use it.</summary>
    public bool AllowsAtomics => Valid && Writable && (Exclusive || !Target.IsSystem);
}
