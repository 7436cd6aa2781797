using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>MAP-12: MADV_DONTNEED tells the mirrors, and leaves the pages as they are.</summary>
internal sealed class DontNeedKeepsContent : Toy
{
    protected override void Discard(Process owner, PageRange part) { }
}
