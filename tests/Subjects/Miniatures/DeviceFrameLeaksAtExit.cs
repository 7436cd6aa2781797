using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>MAP-5, MAP-14: a process that exits leaves its pages in device memory behind.</summary>
internal sealed class DeviceFrameLeaksAtExit : Toy
{
    private bool _exiting;

    public override Result Exit(int process)
    {
        _exiting = true;
        Result result = base.Exit(process);
        _exiting = false;
        return result;
    }

    protected override void Release(Frame frame)
    {
        if (!_exiting || frame.Device is null)
        {
            base.Release(frame);
        }
    }
}
