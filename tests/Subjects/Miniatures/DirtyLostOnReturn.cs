namespace HmmSpec.Subjects.Miniatures;

/// <summary>DRT-4: a page that comes back from a device counts as clean, and reclaim does not write it.</summary>
internal sealed class DirtyLostOnReturn : Toy
{
    protected override bool IsDirtyAfter(Frame source, bool toDevice) => toDevice && source.Dirty;
}
