namespace HmmSpec.Exploration;

/// <summary>Some states of one part that wait to be expanded, in the order in which they were found.</summary>
internal sealed class FrontierSegment(uint firstId)
{
    /// <summary>The number of the first state among all; those behind it follow.</summary>
    public uint FirstId { get; } = firstId;

    /// <summary>Their bytes; null while they are in the file.</summary>
    public byte[]? Data { get; set; }

    /// <summary>How many bytes are used.</summary>
    public int Used { get; set; }

    /// <summary>How many states they are.</summary>
    public int Count { get; set; }

    /// <summary>Where they are in the file, in segments; -1 if they are not.</summary>
    public long Place { get; set; } = -1;
}
