namespace HmmSpec.Spec;

/// <summary>Locals that are made of others.</summary>
public static class LocalsExtensions
{
    /// <summary>A range of pages.</summary>
    public static PageRange Range(this ILocals locals, PageRange range) =>
        new(locals.Number(range.Start), locals.Number(range.Count));

    /// <summary>What an activity that was called gave back.</summary>
    public static Reply Reply(this ILocals locals, Reply reply) =>
        new(
            (Status)locals.Number((int)reply.Status),
            locals.Window(reply.Window),
            locals.Each(reply.Pages, static (locals, page) => (PageResult)locals.Number((int)page))
        );
}
