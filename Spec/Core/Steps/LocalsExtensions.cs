using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>Locals that are made of others.</summary>
public static class LocalsExtensions
{
    /// <summary>A range of pages.</summary>
    public static PageRange Range(this ILocals locals, PageRange range) =>
        new(locals.Number(range.Start), locals.Number(range.Count));

    /// <summary>A VMA; of anonymous memory nothing more than its pages and rights.</summary>
    public static Vma Vma(this ILocals locals, Vma vma)
    {
        PageRange range = locals.Range(vma.Range);
        int rights = locals.Number((int)vma.Protection | ((int)vma.Flags << 2) | ((int)vma.Backing.Kind << 5));
        BackingKind kind = (BackingKind)(rights >> 5);
        Backing backing =
            kind == BackingKind.Anonymous
                ? Backing.Anonymous
                : new Backing(
                    kind,
                    locals.Number(vma.Backing.File),
                    locals.Number(vma.Backing.At(vma.Range.Start).Index) - range.Start
                );
        return new Vma(range, (Protection)(rights & 3), backing) { Flags = (VmaFlags)((rights >> 2) & 7) };
    }

    /// <summary>The items of a sequence, each by its own rule.</summary>
    public static Sequence<T> Each<T>(this ILocals locals, Sequence<T> items, Func<ILocals, T, T> item)
    {
        int count = locals.Number(items.Count);
        if (locals.Keeps)
        {
            foreach (T kept in items)
            {
                _ = item(locals, kept);
            }

            return items;
        }

        T[] made = new T[count];
        for (int index = 0; index < count; index++)
        {
            made[index] = item(locals, index < items.Count ? items[index] : default!);
        }

        return Sequence.Create<T>(made);
    }

    /// <summary>What an activity that was called gave back.</summary>
    public static Reply Reply(this ILocals locals, Reply reply) =>
        new(
            (Status)locals.Number((int)reply.Status),
            locals.Window(reply.Window),
            locals.Each(reply.Pages, static (locals, page) => (PageResult)locals.Number((int)page))
        );
}
