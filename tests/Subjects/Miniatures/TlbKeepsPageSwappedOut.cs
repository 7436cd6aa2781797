namespace HmmSpec.Subjects.Miniatures;

/// <summary>RCL-1: the CPU has the translation of a page that reclaim took, and stores to a frame that is free.</summary>
internal sealed class TlbKeepsPageSwappedOut : Toy
{
    protected override void ReplaceBySlot(Process owner, int page, SwapSlot slot)
    {
        Translation? cached = owner.Tlb[page];
        base.ReplaceBySlot(owner, page, slot);
        owner.Tlb[page] = cached;
    }
}
