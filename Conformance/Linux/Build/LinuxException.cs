namespace HmmSpec.Linux;

/// <summary>The kernel, its guest or a driver cannot be built or is not there. The message says what to do.</summary>
public sealed class LinuxException : Exception
{
    /// <summary>With a sentence.</summary>
    public LinuxException(string message)
        : base(message) { }

    /// <summary>With a sentence, and what was behind it.</summary>
    public LinuxException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>Without a sentence.</summary>
    public LinuxException()
        : this("The Linux subject cannot be built.") { }
}
