using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>MAP-4: munmap frees no frame of system memory, which runs out in the end.</summary>
internal sealed class FrameLeaksAtUnmap : Toy
{
    private bool _unmapping;

    public override Result Unmap(int process, PageRange range)
    {
        _unmapping = true;
        Result result = base.Unmap(process, range);
        _unmapping = false;
        return result;
    }

    protected override void Release(Frame frame)
    {
        if (!_unmapping || frame.Device is not null)
        {
            base.Release(frame);
        }
    }
}
