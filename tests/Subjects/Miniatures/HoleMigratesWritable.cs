namespace HmmSpec.Subjects.Miniatures;

/// <summary>MIG-11: a page that is filled at the device can be written whatever the VMA allows.</summary>
internal sealed class HoleMigratesWritable : Toy
{
    protected override void InsertHole(Process owner, Migrant hole)
    {
        base.InsertHole(owner, hole);
        SetEntry(owner, hole.Page, owner.Entries[hole.Page] with { Writable = true });
    }
}
