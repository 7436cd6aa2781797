using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>NTF-2: munmap does not reach the mirrors, and the device goes on using the page that was freed.</summary>
internal sealed class StaleMirrorAfterUnmap : Toy
{
    protected override void Tell(Mirror mirror, EventKind kind, PageRange range)
    {
        if (kind != EventKind.Unmap)
        {
            base.Tell(mirror, kind, range);
        }
    }
}
