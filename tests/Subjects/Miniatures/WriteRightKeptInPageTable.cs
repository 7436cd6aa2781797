using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>MAP-8: mprotect changes the rights of the VMA only, and an entry that allowed stores still does.</summary>
internal sealed class WriteRightKeptInPageTable : Toy
{
    protected override void ChangeEntry(Process owner, int page, Protection rights) { }
}
