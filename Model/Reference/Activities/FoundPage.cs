using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>What the walk of a range fault found at a page (one of the hmm_pfns).</summary>
/// <param name="Result">What is reported.</param>
/// <param name="Target">Where a valid page is.</param>
public readonly record struct FoundPage(PageResult Result, Target Target)
{
    /// <summary>Whether there is a page to be entered into the mirror.</summary>
    public bool IsValid => Result is not (PageResult.Error or PageResult.Empty);

    /// <summary>Whether it may be written.</summary>
    public bool IsWritable => Result is PageResult.Write or PageResult.DeviceWrite;

    /// <summary>What an entry is to a device: valid only in system memory or the device's own (FLT-3, SNP-1, EXC-8).</summary>
    public static FoundPage Of(Process process, int page, int device)
    {
        if (!process.Space.IsReadable(page))
        {
            return new FoundPage(PageResult.Error, Target.Zero);
        }

        Pte pte = process.PageTable[page];
        return pte.Kind switch
        {
            PteKind.Present when pte.Target.IsZero => new FoundPage(PageResult.Zero, Target.Zero),
            PteKind.Present => new FoundPage(pte.Writable ? PageResult.Write : PageResult.Read, pte.Target),
            PteKind.DevicePrivate when pte.Target.Device == device => new FoundPage(
                pte.Writable ? PageResult.DeviceWrite : PageResult.DeviceRead,
                pte.Target
            ),
            PteKind.None
            or PteKind.ProtNone
            or PteKind.Swap
            or PteKind.DevicePrivate
            or PteKind.Migration
            or PteKind.DeviceExclusive
            or PteKind.Poisoned => new FoundPage(PageResult.Empty, Target.Zero),
        };
    }
}
