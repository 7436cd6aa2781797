namespace HmmSpec.Conformance;

/// <summary>A file of results or a baseline is not what it should be. The message is one line that begins with the path.</summary>
public sealed class InputFileException(string message) : Exception(message);
