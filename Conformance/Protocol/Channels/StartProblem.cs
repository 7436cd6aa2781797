using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>What kept a channel from being opened.</summary>
[Closed]
public enum StartProblem
{
    /// <summary>There is no such program, host or path.</summary>
    NotFound,

    /// <summary>It is there and cannot be run.</summary>
    NotExecutable,

    /// <summary>Nobody listens.</summary>
    Refused,

    /// <summary>Connecting took too long.</summary>
    TimedOut,

    /// <summary>Anything else that the operating system had against it.</summary>
    Other,
}
