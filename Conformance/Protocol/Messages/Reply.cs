using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>What an adapter answers in one line.</summary>
/// <param name="Id">The number of the request.</param>
[Closed]
public abstract record Reply(long Id)
{
    /// <summary>The reply to <see cref="Request.Hello"/>.</summary>
    /// <param name="Id">The number of the request.</param>
    /// <param name="Protocol">The version of the protocol that is spoken from here on.</param>
    /// <param name="Adapter">Who answers.</param>
    /// <param name="Capabilities">What it can do.</param>
    public sealed record Hello(long Id, int Protocol, Adapter Adapter, Capabilities Capabilities) : Reply(Id);

    /// <summary>The reply to <see cref="Request.Reset"/>.</summary>
    /// <param name="Id">The number of the request.</param>
    public sealed record Ready(long Id) : Reply(Id);

    /// <summary>The reply to <see cref="Request.Run"/>.</summary>
    /// <param name="Id">The number of the request.</param>
    /// <param name="Results">One for each operation; fewer only if the last says that nobody knows how it ended.</param>
    public sealed record Ran(long Id, Sequence<Answer> Results) : Reply(Id);

    /// <summary>The reply to <see cref="Request.Race"/>.</summary>
    /// <param name="Id">The number of the request.</param>
    /// <param name="Answers">How both ended.</param>
    public sealed record Raced(long Id, RacedAnswers Answers) : Reply(Id);

    /// <summary>The reply to <see cref="Request.Observe"/>.</summary>
    /// <param name="Id">The number of the request.</param>
    /// <param name="Seen">What was seen.</param>
    public sealed record State(long Id, StateObservation Seen) : Reply(Id);

    /// <summary>The reply to <see cref="Request.Bye"/>.</summary>
    /// <param name="Id">The number of the request.</param>
    public sealed record Bye(long Id) : Reply(Id);

    /// <summary>The reply to a request that cannot be answered.</summary>
    /// <param name="Id">The number of the request; 0 if that could not be read.</param>
    /// <param name="Message">Why.</param>
    public sealed record Error(long Id, string Message) : Reply(Id);
}
