using System.Diagnostics.CodeAnalysis;

namespace HmmSpec.Protocol;

/// <summary>A line, or why there is none.</summary>
public readonly struct ReceivedLine
{
    /// <summary>A line.</summary>
    public ReceivedLine(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>No line.</summary>
    public ReceivedLine(ChannelFailure failure) => Failure = failure;

    /// <summary>Without the line feed and a carriage return before it; valid until the next call of Receive.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Why there is no line; null if there is one.</summary>
    public ChannelFailure? Failure { get; }

    /// <summary>Whether there is a line.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsLine => Failure is null;
}
