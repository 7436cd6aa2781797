using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>ERR-1: a device registers a mirror of a process that does not live, and is told that all is well.</summary>
internal sealed class RegisterForDeadProcess : Toy
{
    public override Result Register(int process, int device, PageRange range) =>
        Find(process) is null ? Result.Ok : base.Register(process, device, range);
}
