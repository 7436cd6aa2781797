using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A device fault that is under way: from taking the mmap lock until its result is in the mirror.</summary>
/// <param name="Id">Which of the open windows and device faults of all processes it is, from 1 on.</param>
/// <param name="Device">Whose mirror it is for.</param>
/// <param name="Range">The pages.</param>
/// <param name="BackedOff">Whether an invalidation has told it to start again (FLT-14).</param>
public readonly record struct ActiveFault(int Id, int Device, PageRange Range, bool BackedOff) : IHash64
{
    /// <inheritdoc/>
    public ulong Hash64 => Mix.Triple((ulong)Id, Range.Hash64, ((ulong)(uint)Device << 1) | (BackedOff ? 1UL : 0));
}
