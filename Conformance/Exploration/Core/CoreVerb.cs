namespace HmmSpec.Exploration.Core;

/// <summary>The operations of the core world, by the names and in the order of its description.</summary>
internal enum CoreVerb
{
    Mmap,
    Munmap,
    ProtRO,
    ProtRW,
    Load,
    Store,
    DevRead,
    DevWrite,
    DevStore,
    SwapOut,
    Migrate,
    Evict,
    MakeExcl,
}
