using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>What of a channel is closed.</summary>
[Closed]
public enum ClosedEnd
{
    /// <summary>The subject's input: it takes no more lines.</summary>
    Input,

    /// <summary>The subject's output: it says nothing more.</summary>
    Output,

    /// <summary>The channel, by <see cref="IDisposable.Dispose"/>.</summary>
    Channel,
}
