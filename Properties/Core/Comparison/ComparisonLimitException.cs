namespace HmmSpec.Properties;

/// <summary>A loose comparison has more to look at than it can: no verdict, and no divergence either.</summary>
public sealed class ComparisonLimitException : Exception
{
    /// <summary>With a sentence that says where, and what to do.</summary>
    public ComparisonLimitException(string message)
        : base(message) { }

    /// <summary>With a sentence, and what was behind it.</summary>
    public ComparisonLimitException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>Without a sentence.</summary>
    public ComparisonLimitException() { }
}
