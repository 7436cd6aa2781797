using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>SNP-1: a snapshot faults in what is not there, and reports that.</summary>
internal sealed class SnapshotFaultsIn : Toy
{
    public override Result Snapshot(int process, int device, PageRange range)
    {
        if (CheckMirrored(process, device, range, out Mirror mirror) is null)
        {
            for (int page = range.Start; page < range.End; page++)
            {
                _ = Fault(mirror.Process, page, write: false);
            }
        }

        return base.Snapshot(process, device, range);
    }
}
