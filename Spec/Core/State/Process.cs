using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A process: its address space (mm), its CPU's TLB, its notifier and the mirrors of it.</summary>
/// <param name="Alive">Whether there is such a process.</param>
/// <param name="Space">Its VMAs.</param>
/// <param name="PageTable">Its page table.</param>
/// <param name="Tlb">The translations that its CPU has cached.</param>
/// <param name="Lock">Its mmap lock.</param>
/// <param name="Notifier">Its notifier.</param>
/// <param name="Mirrors">Its mirrors, one entry a device.</param>
public sealed record Process(
    bool Alive,
    AddressSpace Space,
    Table<Pte> PageTable,
    Table<Translation> Tlb,
    MmapLock Lock,
    Notifier Notifier,
    Table<Mirror> Mirrors
) : IHash64
{
    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Pair(
            Mix.Four(Space.Hash64, PageTable.Hash64, Tlb.Hash64, Mirrors.Hash64),
            Mix.Triple(Notifier.Hash64, (ulong)Lock.Readers, (Alive ? 2UL : 0) | (Lock.Writer ? 1UL : 0))
        );

    /// <summary>A process that is not there.</summary>
    public static Process Absent(World world) =>
        new(
            false,
            AddressSpace.Empty,
            Table<Pte>.Of(world.Pages, Pte.None),
            Table<Translation>.Of(world.Pages, Translation.None),
            default,
            Notifier.New,
            Table<Mirror>.Of(world.Devices, Mirror.Absent(world.Pages))
        );
}
