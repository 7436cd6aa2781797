namespace HmmSpec.Subjects.Miniatures;

/// <summary>FRK-2, FRK-6: fork leaves the parent the right to write on the page that it shares.</summary>
internal sealed class ChildSeesStoreOfParent : Toy
{
    protected override void Share(Process parent, Process child, int page)
    {
        bool writable = parent.Entries[page].Writable;
        base.Share(parent, child, page);
        SetEntry(parent, page, parent.Entries[page] with { Writable = writable });
    }
}
