namespace HmmSpec.Subjects.Miniatures;

/// <summary>FLT-6: a write fault on a mapping without that right ends in EFAULT, as if nothing were mapped.</summary>
internal sealed class WriteFaultEndsInEfault : Toy
{
    protected override string? FaultIn(Process owner, int page, Found found, bool write)
    {
        string? error = base.FaultIn(owner, page, found, write);
        return error == Profile.WriteFault ? "EFAULT" : error;
    }
}
