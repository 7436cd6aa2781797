namespace HmmSpec.Mutation;

/// <summary>A defect could not be made.</summary>
public sealed class DefectException : Exception
{
    /// <summary>With a sentence that says why.</summary>
    public DefectException(string message)
        : base(message) { }

    /// <summary>With a sentence that says why, and what was behind it.</summary>
    public DefectException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>Without a reason.</summary>
    public DefectException() { }
}
