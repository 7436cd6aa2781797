namespace HmmSpec.Protocol;

/// <summary>The types of lines, of both sides and of traces.</summary>
internal enum LineType
{
    Hello,
    Reset,
    Run,
    Observe,
    Bye,
    Ready,
    Ran,
    State,
    Error,
    Call,
    Return,
    Race,
    Raced,
}
