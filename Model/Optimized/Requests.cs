using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>What the caller of a range fault asks for on each page (FLT-2).</summary>
/// <param name="default">The request that every page has.</param>
/// <param name="mask">What of the requests of the single pages counts.</param>
/// <param name="pages">The requests of the single pages; there may be fewer than pages.</param>
internal readonly ref struct Requests(Request @default, Request mask, ReadOnlySpan<Request> pages)
{
    private readonly Request _default = @default;
    private readonly Request _mask = mask;
    private readonly ReadOnlySpan<Request> _pages = pages;

    /// <summary>The same request on every page.</summary>
    public Requests(Request all)
        : this(all, Request.None, []) { }

    /// <summary>What is asked for on the page at an offset: nothing, Fault, or both; Write alone has no effect.</summary>
    public Request At(int offset)
    {
        Request request = offset < _pages.Length ? _default | (_pages[offset] & _mask) : _default;
        return (request & Request.Fault) != 0 ? request & Request.FaultWrite : Request.None;
    }
}
