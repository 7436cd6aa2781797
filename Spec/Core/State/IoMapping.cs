using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>What an IOVA of a device leads to.</summary>
/// <param name="Target">The system frame, or the zero frame.</param>
public readonly record struct IoMapping(Target Target) : IHash64
{
    /// <inheritdoc/>
    public ulong Hash64 => Target.Hash64;
}
