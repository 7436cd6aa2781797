namespace HmmSpec.Subjects.Miniatures;

/// <summary>MIR-6, DMA-3: unregister throws the mirror away with its entries, and their IOVAs stay mapped.</summary>
internal sealed class UnregisterKeepsIovas : Toy
{
    protected override void Empty(Mirror mirror) { }
}
