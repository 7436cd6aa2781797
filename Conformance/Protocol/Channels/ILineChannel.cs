namespace HmmSpec.Protocol;

/// <summary>
/// Lines to a subject and from it. Whatever the subject does, a call returns by its deadline, memory stays bounded, and
/// what went wrong is a value and no exception. For one caller at a time; only <see cref="IDisposable.Dispose"/> may come
/// from another thread.
/// </summary>
public interface ILineChannel : IDisposable
{
    /// <summary>What happened so far; still there after the end, and complete only then.</summary>
    ChannelEvidence Evidence { get; }

    /// <summary>
    /// Hands whole lines, each with its line feed, to the subject. A line that is as long as allowed is taken without
    /// waiting if all before it was read; that they were taken does not mean that they were read.
    /// </summary>
    /// <returns>Null if they were taken. Any failure is final: part of a line may have been sent.</returns>
    ChannelFailure? Send(ReadOnlySpan<byte> lines, TimeSpan deadline);

    /// <summary>
    /// The next line. Its bytes are valid until the next call. After <see cref="ChannelFailure.Timeout"/> one may ask again;
    /// every other failure is final and is given again.
    /// </summary>
    ReceivedLine Receive(TimeSpan deadline);
}
