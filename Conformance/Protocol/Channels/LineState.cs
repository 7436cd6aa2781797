namespace HmmSpec.Protocol;

/// <summary>What there is to take from a subject's output.</summary>
internal enum LineState
{
    /// <summary>A whole line.</summary>
    Line,

    /// <summary>Nothing more for the moment.</summary>
    Nothing,

    /// <summary>Nothing more for ever.</summary>
    End,

    /// <summary>A line that is longer than allowed; no more lines are taken.</summary>
    TooLong,
}
