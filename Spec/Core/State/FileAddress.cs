using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A page of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Index">Which of its pages, 0-based; there need not be one.</param>
public readonly record struct FileAddress(int File, int Index) : IHash64
{
    /// <inheritdoc/>
    public ulong Hash64 => Mix.Finish(((ulong)(uint)File << 32) | (uint)Index);
}
