using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>Neighbouring pages of an address space with equal rights and the same backing (a VMA).</summary>
internal readonly record struct VirtualArea(int Start, int End, Protection Protection, Backing Backing = default)
{
    public VmaFlags Flags { get; init; }

    public PageRange Range => PageRange.Between(Start, End);

    public bool IsWritable => Protection == Protection.ReadWrite;

    public bool IsReadable => Protection != Protection.None;

    public bool IsLocked => (Flags & VmaFlags.Locked) != 0;
}
