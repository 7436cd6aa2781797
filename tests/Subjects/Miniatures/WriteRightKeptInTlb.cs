using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>MAP-6: mprotect changes the entries, and the CPU goes on with the translations that it has cached.</summary>
internal sealed class WriteRightKeptInTlb : Toy
{
    private bool _protecting;

    protected override void ChangeRights(Process owner, PageRange part, Protection rights)
    {
        _protecting = true;
        base.ChangeRights(owner, part, rights);
        _protecting = false;
    }

    protected override void Flush(Process owner, int page)
    {
        if (!_protecting)
        {
            base.Flush(owner, page);
        }
    }
}
