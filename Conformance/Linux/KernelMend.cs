using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>A change that takes a defect out of the kernel itself.</summary>
/// <param name="Id">The name of the defect, that of its page in findings/.</param>
/// <param name="Sentence">What the kernel does wrong without it.</param>
/// <param name="File">The file of the kernel's source that it changes.</param>
/// <param name="Rewrites">The change.</param>
public sealed record KernelMend(string Id, string Sentence, string File, Sequence<SourceRewrite> Rewrites)
{
    /// <summary>The only one, so that there are two kernels: as it is, and with this. It is described in findings/.</summary>
    public static KernelMend LazilyFreed { get; } =
        new(
            "madv-free-takes-from-others",
            "What one process frees lazily is lost to another that shares it, if it has been in swap.",
            "mm/memory.c",
            [
                // What did not come by way of the swap cache is the only copy from here on, and has to be dirty.
                new(
                    "do_swap_page",
                    "if (should_try_to_free_swap(folio, vma, vmf->flags))\n\t\tfolio_free_swap(folio);",
                    "if (should_try_to_free_swap(folio, vma, vmf->flags))\n\t\tfolio_free_swap(folio);\n"
                        + "\tif (!swapcache)\n\t\tfolio_set_dirty(folio);"
                ),
            ]
        );

    /// <summary>All that it consists of, by which what is built with it is named.</summary>
    internal IEnumerable<byte[]> Contents =>
        [
            Parts.Bytes(File),
            .. Rewrites
                .AsEnumerable()
                .SelectMany(static rewrite =>
                    new[] { Parts.Bytes(rewrite.Function), Parts.Bytes(rewrite.Find), Parts.Bytes(rewrite.Replace) }
                ),
        ];

    /// <summary>The source of its file with the change.</summary>
    /// <exception cref="LinuxException">The source is not what it is for.</exception>
    public string Apply(string source) => Rewrites.Aggregate(source, static (mended, rewrite) => rewrite.Apply(mended));
}
