namespace HmmSpec.Conformance;

/// <summary>Says that the stream of a trace cannot be read.</summary>
/// <param name="cause">What the system said.</param>
public sealed class TraceReadException(Exception cause) : Exception(cause.Message, cause);
