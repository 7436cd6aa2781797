namespace HmmSpec.Exploration.Core;

/// <summary>A mapping, or a mirror entry: nothing, read-only, or read-write.</summary>
internal enum Rights
{
    None,
    ReadOnly,
    ReadWrite,
}
