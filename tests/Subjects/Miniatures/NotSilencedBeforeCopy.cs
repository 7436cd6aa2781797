namespace HmmSpec.Subjects.Miniatures;

/// <summary>MIG-8: the driver does not drop its own entries before it copies, and goes on using the page in system memory.</summary>
internal sealed class NotSilencedBeforeCopy : Toy
{
    protected override void Silence(Process owner, Device device, IEnumerable<Migrant> migrants) { }
}
