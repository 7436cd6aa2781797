namespace HmmSpec.Protocol;

/// <summary>Who is at the other end of an exchange of lines.</summary>
internal interface IPeer
{
    /// <summary>Whether it is gone, whatever becomes of its streams.</summary>
    bool IsGone { get; }

    /// <summary>How it ended, waiting a little for a program that is about to; null if it lives on or cannot be asked.</summary>
    ProgramExit? Exit(TimeSpan time);

    /// <summary>Why its stream ends: the failure without a half line.</summary>
    ChannelFailure End(ProgramExit? exit, ClosedEnd end);
}
