using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>The kinds of request; a kind has one kind of reply.</summary>
[Closed]
public enum RequestKind
{
    /// <summary><see cref="Request.Hello"/>, answered by <see cref="Reply.Hello"/>.</summary>
    Hello,

    /// <summary><see cref="Request.Reset"/>, answered by <see cref="Reply.Ready"/>.</summary>
    Reset,

    /// <summary><see cref="Request.Run"/>, answered by <see cref="Reply.Ran"/>.</summary>
    Run,

    /// <summary><see cref="Request.Race"/>, answered by <see cref="Reply.Raced"/>.</summary>
    Race,

    /// <summary><see cref="Request.Observe"/>, answered by <see cref="Reply.State"/>.</summary>
    Observe,

    /// <summary><see cref="Request.Bye"/>, answered by <see cref="Reply.Bye"/>.</summary>
    Bye,
}
