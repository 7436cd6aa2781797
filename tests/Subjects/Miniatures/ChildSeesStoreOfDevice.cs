using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>FRK-6, FLT-3: a device fault looks at the rights of the VMA only, and the device stores to a page that fork shared.</summary>
internal sealed class ChildSeesStoreOfDevice : Toy
{
    protected override Found Look(Mirror mirror, int page)
    {
        Found found = base.Look(mirror, page);
        return found.Result == PageResult.Read && mirror.Process.Allows(page, write: true)
            ? found with
            {
                Result = PageResult.Write,
            }
            : found;
    }
}
