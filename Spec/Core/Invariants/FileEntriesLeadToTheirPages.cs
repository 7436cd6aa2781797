namespace HmmSpec.Spec;

/// <summary>Informally: a mapping of a file shows that file, and only what is anonymous is swapped or goes to a device.</summary>
/// <remarks>
/// For every page-table entry, in the table of a page whose VMA is there: of a shared mapping it maps, or has on its way,
/// the frame that is cached of the page behind it. Of any other mapping it does so only if that page is behind it, and is
/// then read-only. (Until the entries of a range that is being unmapped are cleared, no VMA says what they are.)
/// </remarks>
[Invariant("INV-10")]
[Clause("FIL-15")]
public sealed class FileEntriesLeadToTheirPages : PageEntryInvariant
{
    /// <inheritdoc/>
    public override string Id => "INV-10";

    /// <inheritdoc/>
    public override string Clause => "FIL-15";

    private protected override string? Flaw(State state, Process process, int page, Pte pte)
    {
        if (state.Files.Count == 0 || !process.Space.TryFind(page, out Vma vma))
        {
            return null;
        }

        bool framed = pte.IsMapped || pte.Kind == PteKind.Migration;
        FileAddress? found =
            framed && Places.Exists(state, pte.Target) && !pte.Target.IsZero ? state.FrameAt(pte.Target).File : null;
        bool isBehind = vma.Backing.IsFile && found == vma.Backing.At(page);
        return vma.Backing.IsShared
            ? isBehind
                ? null
                : "in a shared mapping, which is not the page of the file behind it"
            : found is not FileAddress other
                ? null
                : !isBehind
                    ? $"which is page {other.Index} of f{other.File}, not what is behind it"
                    : pte.Writable
                        ? "which a private mapping must not write to"
                        : null;
    }
}
