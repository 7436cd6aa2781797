namespace HmmSpec.Optimized;

/// <summary>An entry of a radix table; the default value is the empty one.</summary>
internal interface IPackedEntry
{
    /// <summary>Whether nothing is there.</summary>
    bool IsEmpty { get; }
}
