namespace HmmSpec.Protocol;

/// <summary>How a subject is asked over a channel.</summary>
public sealed record WireSettings
{
    /// <summary>How long a subject may take to answer a request.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take at least to answer the first one, its hello: a program has to begin.</summary>
    public TimeSpan Starting { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take to answer a request of this kind.</summary>
    internal TimeSpan DeadlineOf(RequestKind kind) =>
        kind == RequestKind.Hello && Starting > Deadline ? Starting : Deadline;

    /// <summary>What hmmspec calls itself.</summary>
    public string Tool { get; init; } = "hmmspec";

    /// <summary>The revision of the specification.</summary>
    public string Specification { get; init; } = "";

    /// <summary>Settings of the channel.</summary>
    public ChannelSettings Channel { get; init; } = new();

    /// <summary>
    /// Whether what answers is a part of what is judged, so that a reply which cannot be taken says that it has broken, as its
    /// stopping does: the agent in a kernel, whose memory a device may overwrite. An adapter is none.
    /// </summary>
    public bool IsAnswererJudged { get; init; }

    /// <summary>Is given every line that is exchanged, as it was written, in its order; null for nobody.</summary>
    public Stream? Record { get; init; }
}
