using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A page on its way through a migration.</summary>
/// <param name="Page">Its page in the process, or -1 for a page that is evicted by its frame.</param>
/// <param name="IsActive">Whether it is still to move, or has moved; false once it was skipped or given up.</param>
/// <param name="Source">Its frame, or <see cref="Target.Zero"/> when there is none.</param>
/// <param name="Destination">Where it goes, or <see cref="Target.Zero"/> as long as there is none.</param>
/// <param name="Result">What became of it.</param>
public readonly record struct MigrationItem(
    int Page,
    bool IsActive,
    Target Source,
    Target Destination,
    PageResult Result
)
{
    /// <summary>Whether a frame moves, as opposed to a page that is made at the destination.</summary>
    public bool HasSource => !Source.IsZero;

    /// <summary>Whether a destination was taken for it.</summary>
    public bool HasDestination => !Destination.IsZero;

    /// <summary>The item of a page that is not looked at any more.</summary>
    public static MigrationItem Skipped(int page, PageResult result) =>
        new(page, false, Target.Zero, Target.Zero, result);

    /// <summary>The item given up for a reason; what it holds is given back by finalize.</summary>
    public MigrationItem GiveUp(PageResult result) => this with { IsActive = false, Result = result };

    /// <summary>The item with its parts as <paramref name="locals"/> gives them back.</summary>
    public MigrationItem Through(ILocals locals) =>
        new(
            locals.Number(Page),
            locals.Flag(IsActive),
            locals.Target(Source),
            locals.Target(Destination),
            (PageResult)locals.Number((int)Result)
        );
}
