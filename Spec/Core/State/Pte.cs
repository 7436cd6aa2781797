using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>What a CPU page-table entry is.</summary>
[Closed]
public enum PteKind
{
    /// <summary>Nothing was ever here, or it was discarded.</summary>
    None,

    /// <summary>Mapped: the CPU reaches the frame.</summary>
    Present,

    /// <summary>Keeps its frame, and the CPU may not touch it (the mapping has no rights).</summary>
    ProtNone,

    /// <summary>The page is in a swap slot.</summary>
    Swap,

    /// <summary>The page is in device memory that no CPU can map; any CPU access faults.</summary>
    DevicePrivate,

    /// <summary>The page is being migrated; whoever needs it waits.</summary>
    Migration,

    /// <summary>A device has the page of system memory for itself; any CPU access takes it back (EXC-7).</summary>
    DeviceExclusive,

    /// <summary>What was here is lost with a device; any access ends in SIGBUS (EVC-9).</summary>
    Poisoned,
}

/// <summary>A CPU page-table entry.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Target">The frame, or the device frame; of a swap entry the slot stands in its frame number.</param>
/// <param name="Writable">Whether it allows stores, or will when the page is back.</param>
/// <param name="Dirty">Whether the CPU stored through it.</param>
/// <param name="Young">Whether the CPU used it.</param>
public readonly record struct Pte(PteKind Kind, Target Target, bool Writable, bool Dirty, bool Young) : IHash64
{
    /// <summary>The empty entry.</summary>
    public static Pte None => default;

    /// <summary>Whether it maps a frame of system memory, accessible or not.</summary>
    public bool IsMapped => Kind is PteKind.Present or PteKind.ProtNone;

    /// <summary>Whether it holds a reference and a mapping of its target.</summary>
    public bool CountsAsMapping => (IsMapped && !Target.IsZero) || Kind == PteKind.DevicePrivate;

    /// <summary>Of a swap entry: the slot.</summary>
    public int Slot => Target.Frame;

    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Pair(Target.Hash64, ((ulong)Kind << 3) | (Writable ? 4UL : 0) | (Dirty ? 2UL : 0) | (Young ? 1UL : 0));

    /// <summary>A mapped frame, used at once; a writable one is dirty from the start, a read-only one is clean.</summary>
    public static Pte Present(Target target, bool writable, bool dirty) =>
        new(PteKind.Present, target, writable, dirty, Young: true);

    /// <summary>A page in a swap slot.</summary>
    public static Pte Swap(int slot) => new(PteKind.Swap, Target.System(slot), false, false, false);

    /// <summary>A page in device memory.</summary>
    public static Pte DevicePrivate(Target target, bool writable) =>
        new(PteKind.DevicePrivate, target, writable, false, false);

    /// <summary>A page that a device has for itself.</summary>
    public static Pte DeviceExclusive(Target target, bool writable) =>
        new(PteKind.DeviceExclusive, target, writable, false, false);

    /// <summary>A page that is lost.</summary>
    public static Pte Poisoned => new(PteKind.Poisoned, Target.Zero, false, false, false);

    /// <summary>A page on its way; the target is where it comes from.</summary>
    public static Pte Migration(Target source, bool writable) => new(PteKind.Migration, source, writable, false, false);
}
