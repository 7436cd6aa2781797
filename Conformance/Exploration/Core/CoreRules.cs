namespace HmmSpec.Exploration.Core;

/// <summary>
/// The rules of the core world for one page. The one thing that pages share is not here: a migration also needs a free
/// frame of the device.
/// </summary>
internal sealed class CoreRules(int devices, CoreDefect defect)
{
    /// <summary>The page after an operation; null where the operation is disabled.</summary>
    public CorePage? Apply(CorePage page, CoreOperation operation)
    {
        int d = operation.Device;
        return operation.Verb switch
        {
            CoreVerb.Mmap => Mmap(page),
            CoreVerb.Munmap => Munmap(page),
            CoreVerb.ProtRO => ProtRO(page),
            CoreVerb.ProtRW => ProtRW(page),
            CoreVerb.Load => Load(page),
            CoreVerb.Store => Store(page, operation.Value),
            CoreVerb.DevRead => DevRead(page, d),
            CoreVerb.DevWrite => DevWrite(page, d),
            CoreVerb.DevStore => DevStore(page, d, operation.Value),
            CoreVerb.SwapOut => SwapOut(page),
            CoreVerb.Migrate => Migrate(page, d),
            CoreVerb.Evict => Evict(page, d),
            CoreVerb.MakeExcl => MakeExcl(page, d),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "There is no such operation."),
        };
    }

    private static CorePage? Mmap(CorePage page) =>
        page.Vma == Rights.None ? page with { Vma = Rights.ReadWrite } : null;

    // What is unmapped is as at the beginning.
    private CorePage? Munmap(CorePage page) =>
        page.Vma == Rights.None ? null
        : defect == CoreDefect.UnmapForgetsLastDevice
            ? default(CorePage).WithMirror(devices - 1, page.Mirror(devices - 1))
        : default(CorePage);

    private CorePage? ProtRO(CorePage page)
    {
        if (page.Vma != Rights.ReadWrite)
        {
            return null;
        }

        CorePage cleared = defect == CoreDefect.ProtectForgetsMirrors ? page : page.Clear();
        cleared = cleared with { Vma = Rights.ReadOnly };
        return page.Pte is CorePte.ReadWrite or CorePte.Exclusive ? cleared.With(CorePte.ReadOnly) : cleared;
    }

    private static CorePage? ProtRW(CorePage page) =>
        page.Vma == Rights.ReadOnly ? page with { Vma = Rights.ReadWrite } : null;

    private static CorePage? Load(CorePage page) =>
        page.Vma == Rights.None
            ? null
            : page.Pte switch
            {
                CorePte.None or CorePte.Swap => page.With(CorePte.ReadOnly),
                CorePte.Private => page.Clear().With(CorePte.ReadOnly),
                CorePte.Exclusive => page.Clear().With(CorePte.ReadWrite),
                _ => page,
            };

    private static CorePage? Store(CorePage page, int value)
    {
        if (page.Vma != Rights.ReadWrite)
        {
            return null;
        }

        CorePage faulted = page.Pte == CorePte.ReadWrite ? page : page.Clear().With(CorePte.ReadWrite);
        return faulted with { Value = value, Flat = value, Dirty = true };
    }

    private static CorePage? DevRead(CorePage page, int device)
    {
        if (page.Vma == Rights.None || page.Mirror(device) != Rights.None)
        {
            return null;
        }

        CorePage faulted = page.Pte switch
        {
            CorePte.None or CorePte.Swap => page.With(CorePte.ReadOnly),
            CorePte.Private when page.Device != device => page.Clear().With(CorePte.ReadOnly),
            CorePte.Exclusive => page.Clear().With(CorePte.ReadWrite),
            _ => page,
        };
        return faulted.WithMirror(device, Rights.ReadOnly);
    }

    private static CorePage? DevWrite(CorePage page, int device)
    {
        if (page.Vma != Rights.ReadWrite || page.Mirror(device) == Rights.ReadWrite)
        {
            return null;
        }

        bool isUsable = page.Pte == CorePte.ReadWrite || page.Is(CorePte.Private, device);
        CorePage faulted = isUsable ? page : page.Clear().With(CorePte.ReadWrite);
        return faulted.WithMirror(device, Rights.ReadWrite);
    }

    private CorePage? DevStore(CorePage page, int device, int value)
    {
        if (page.Mirror(device) != Rights.ReadWrite)
        {
            return null;
        }

        bool staysClean = defect == CoreDefect.PrivateStoreLeavesClean && page.Is(CorePte.Private, device);
        return page with { Value = value, Flat = value, Dirty = page.Dirty || !staysClean };
    }

    private static CorePage? SwapOut(CorePage page)
    {
        if (!page.IsPresent)
        {
            return null;
        }

        CorePage written = page.Dirty ? page with { Back = page.Value } : page with { Value = page.Back };
        return (written with { Dirty = false }).Clear().With(CorePte.Swap);
    }

    private static CorePage? Migrate(CorePage page, int device) =>
        page.IsPresent ? page.Clear().With(CorePte.Private, device) : null;

    private static CorePage? Evict(CorePage page, int device) =>
        page.Is(CorePte.Private, device) ? page.Clear().With(CorePte.ReadOnly) : null;

    private static CorePage? MakeExcl(CorePage page, int device) =>
        page.Vma == Rights.ReadWrite && page.IsPresent
            ? page.Clear().WithMirror(device, Rights.ReadWrite).With(CorePte.Exclusive, device)
            : null;
}
