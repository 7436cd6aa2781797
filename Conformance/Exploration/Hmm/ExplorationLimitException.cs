namespace HmmSpec.Exploration;

/// <summary>A world has something in it that the encoding of its states cannot hold; the message says what to do.</summary>
public sealed class ExplorationLimitException : Exception
{
    /// <summary>Makes one.</summary>
    public ExplorationLimitException() { }

    /// <summary>Makes one with a message.</summary>
    public ExplorationLimitException(string message)
        : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public ExplorationLimitException(string message, Exception inner)
        : base(message, inner) { }
}
