namespace HmmSpec.Subjects.Miniatures;

/// <summary>FLT-5: a device fault on a page that is in no VMA ends in EINVAL.</summary>
internal sealed class FaultInHoleEndsInEinval : Toy
{
    protected override string? FaultIn(Process owner, int page, Found found, bool write) =>
        owner.Rights[page] is null ? "EINVAL" : base.FaultIn(owner, page, found, write);
}
