using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// What an operation over a range has to bring about, page by page: each page unmapped, with the new rights, discarded,
/// copied to the child. Every page must have been so at some moment between the operation's beginning and its end.
/// </summary>
/// <param name="Open">The pages of which it has not been so yet.</param>
public sealed record PageGoals(Sequence<int> Open)
{
    private static readonly PageGoals None = new([]);

    /// <summary>The goals of an operation that begins; null for one that has none.</summary>
    public static PageGoals? Of(Operation operation, FlatMemory flat)
    {
        if (RangeOf(operation) is not (int process, PageRange range) || (uint)process >= (uint)flat.Processes.Count)
        {
            return operation is Fork ? None : null;
        }

        int first = Math.Max(0, range.Start);
        long end = Math.Min(flat.Processes[process].Pages.Count, (long)range.Start + range.Count);
        return end <= first ? None : new PageGoals(Pages(first, (int)end)).Seen(operation, flat);
    }

    /// <summary>After flat memory has changed.</summary>
    public PageGoals Seen(Operation operation, FlatMemory flat)
    {
        if (Open.Count == 0 || RangeOf(operation) is not (int process, _))
        {
            return this;
        }

        FlatProcess holder = flat.Processes[process];
        return Without(page => IsMet(operation, holder, page));
    }

    /// <summary>After a commit of the operation itself: a fork has to copy what its parent maps when the child is made.</summary>
    public PageGoals Declared(Operation operation, FlatEffect effect, FlatMemory before)
    {
        if (operation is not Fork fork)
        {
            return this;
        }

        if (effect.Kind == FlatEffectKind.Create)
        {
            Sequence<int> mapped = [];
            foreach (Vma vma in before.Processes[fork.Process].Space.Vmas)
            {
                mapped = vma.Flags.HasFlag(VmaFlags.DontFork)
                    ? mapped
                    : mapped.Concat(Pages(vma.Range.Start, vma.Range.End));
            }

            return new PageGoals(mapped);
        }

        bool copies =
            effect.Kind == FlatEffectKind.Copy && effect.Process == fork.Process && effect.Child == fork.Child;
        return copies ? Without(effect.Range.Contains) : this;
    }

    private static bool IsMet(Operation operation, FlatProcess holder, int page) =>
        operation is Unmap ? !holder.Space.TryFind(page, out _)
        : operation is Protect protect ? holder.Space.TryFind(page, out Vma vma) && vma.Protection == protect.Protection
        : holder.FilePageOf(page) is not null || holder.Pages[page].Value == 0;

    private static (int Process, PageRange Range)? RangeOf(Operation operation) =>
        operation is Unmap unmap ? (unmap.Process, unmap.Range)
        : operation is Protect protect ? (protect.Process, protect.Range)
        : operation is DontNeed dontNeed ? (dontNeed.Process, dontNeed.Range)
        : null;

    private static Sequence<int> Pages(int first, int end) => Sequence.Generate(end - first, index => first + index);

    private PageGoals Without(Func<int, bool> isMet)
    {
        Sequence<int> left = [.. Open.AsEnumerable().Where(page => !isMet(page))];
        return left.Count == Open.Count ? this : new PageGoals(left);
    }
}
