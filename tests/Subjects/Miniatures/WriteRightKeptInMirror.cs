using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>MIR-13: mprotect takes the right to write from the page table, and the mirror keeps it as long as the page can be read.</summary>
internal sealed class WriteRightKeptInMirror : Toy
{
    protected override void Tell(Mirror mirror, EventKind kind, PageRange range)
    {
        if (kind != EventKind.ProtectionVma || !mirror.Process.Allows(range.Start, write: false))
        {
            base.Tell(mirror, kind, range);
        }
    }
}
