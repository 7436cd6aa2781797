namespace HmmSpec.Spec;

/// <summary>Short text for what stands behind a VMA: <c>f0+2,shared</c> for page 2 of file 0 behind page 0.</summary>
internal static class BackingText
{
    /// <summary>A file and the shift of its pages, and whom stores are shown.</summary>
    public static string Format(Backing backing) =>
        $"f{backing.File}{(backing.Shift < 0 ? "" : "+")}{backing.Shift},"
        + Names.Sharings.NameOf(backing.IsShared ? Sharing.Shared : Sharing.Private);

    /// <summary>A VMA: its pages, its rights, what stands behind it unless it is anonymous, and its flags.</summary>
    public static string Format(Vma vma) =>
        $"{RangeText.Format(vma.Range)} {Names.Protections.NameOf(vma.Protection)}"
        + (vma.Backing.IsFile ? $" {Format(vma.Backing)}" : "")
        + StateText.Of(vma.Flags);
}
