namespace HmmSpec.Subjects.Miniatures;

/// <summary>FRK-3: fork copies the entries of system memory and swap, and the child reads zeros where a page is on a device.</summary>
internal sealed class ForkForgetsDevicePages : Toy
{
    protected override void Share(Process parent, Process child, int page)
    {
        if (parent.Entries[page].Kind != EntryKind.Device)
        {
            base.Share(parent, child, page);
        }
    }
}
