namespace HmmSpec.Optimized;

/// <summary>A page-table entry that leads to a frame.</summary>
internal readonly record struct Mapper(int Process, int Page)
{
    public static Mapper None => new(-1, -1);

    public bool IsNone => Process < 0;

    /// <summary>Sorts by process and then by page, the order in which mappings are taken away (MIG-6, RCL-1).</summary>
    public long Key => ((long)Process << 32) | (uint)Page;
}
