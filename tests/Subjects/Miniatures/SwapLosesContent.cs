namespace HmmSpec.Subjects.Miniatures;

/// <summary>RCL-1: reclaim frees the frame without having written it.</summary>
internal sealed class SwapLosesContent : Toy
{
    protected override void Write(Frame frame, SwapSlot slot) { }
}
