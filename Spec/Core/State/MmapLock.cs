namespace HmmSpec.Spec;

/// <summary>The mmap lock of a process.</summary>
/// <param name="Readers">How many hold it for reading.</param>
/// <param name="Writer">Whether somebody holds it for writing.</param>
public readonly record struct MmapLock(int Readers, bool Writer)
{
    /// <summary>Whether nobody holds it.</summary>
    public bool IsFree => Readers == 0 && !Writer;
}
