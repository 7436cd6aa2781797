using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A page on its way to be a device's own.</summary>
/// <param name="Target">Its frame, which is referenced; <see cref="Target.Zero"/> once it was given back.</param>
/// <param name="Result">What became of it.</param>
public readonly record struct ExclusivePage(Target Target, PageResult Result)
{
    /// <summary>Whether it is still referenced, and locked if it was its turn.</summary>
    public bool IsHeld => !Target.IsZero;

    /// <summary>A page that was given back.</summary>
    public static ExclusivePage Skipped(PageResult result) => new(Target.Zero, result);

    /// <summary>The page with its parts as <paramref name="locals"/> gives them back.</summary>
    public ExclusivePage Through(ILocals locals) => new(locals.Target(Target), (PageResult)locals.Number((int)Result));
}
