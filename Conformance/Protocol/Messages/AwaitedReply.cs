using HmmSpec.Properties;

namespace HmmSpec.Protocol;

/// <summary>What a reply has to be. Whoever asks keeps it, and not the request.</summary>
/// <param name="Kind">The kind of the request.</param>
/// <param name="Id">Its number.</param>
public readonly record struct AwaitedReply(RequestKind Kind, long Id)
{
    /// <summary>How many operations were to be run.</summary>
    public int Operations { get; init; }

    /// <summary>How much was to be looked at after each.</summary>
    public ObservationLevel Level { get; init; }

    /// <summary>The reply to a request.</summary>
    public static AwaitedReply To(Request request) =>
        request switch
        {
            Request.Hello => new(RequestKind.Hello, request.Id),
            Request.Reset => new(RequestKind.Reset, request.Id),
            Request.Run run => ToRun(run.Id, run.Level, run.Operations.Count),
            Request.Race => new(RequestKind.Race, request.Id) { Operations = 2 },
            Request.Observe => new(RequestKind.Observe, request.Id),
            Request.Bye => new(RequestKind.Bye, request.Id),
        };

    /// <summary>The reply to a request to run operations.</summary>
    public static AwaitedReply ToRun(long id, ObservationLevel level, int operations) =>
        new(RequestKind.Run, id) { Operations = operations, Level = level };
}
