using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The first thing in which what was seen does not fit what the reference has.</summary>
/// <param name="Kind">In what.</param>
/// <param name="Progress">How much fitted before it: of two ways to end, the one with more is the nearer one.</param>
/// <param name="Page">The page that it is about, or <see cref="PageAddress.None"/>.</param>
/// <param name="Device">Of a page of a mirror: whose; else -1.</param>
/// <param name="Subject">What is different, such as <c>outcome</c> or <c>p0 page 3, writable</c>.</param>
/// <param name="Expected">What the reference has.</param>
/// <param name="Found">What was seen.</param>
internal sealed record Misfit(
    DivergenceKind Kind,
    int Progress,
    PageAddress Page,
    int Device,
    string Subject,
    string Expected,
    string Found
)
{
    /// <summary>The clause that speaks of just this; empty if the steps of the operation have to be asked.</summary>
    public string Clause { get; init; } = "";

    /// <summary>Of a total: of what.</summary>
    public Supply Supply { get; init; }

    /// <summary>Of a total: whether more is in use than the reference has.</summary>
    public bool IsMore { get; init; }

    /// <summary>Whether nothing that happens by itself changes it, once the operation has ended like that.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Of a result for a page: what the reference has, and what was seen.</summary>
    public (PageResult Expected, PageResult Found)? Results { get; init; }

    /// <summary>Of a page: what of it; empty of anything else.</summary>
    public string What { get; init; } = "";

    /// <summary>Where the pages begin in the order in which things are looked at.</summary>
    public const int FirstPage = 1 << 16;

    /// <summary>Where the totals do.</summary>
    public const int FirstTotal = 1 << 24;

    /// <summary>Something about no page in particular.</summary>
    public static Misfit Of(DivergenceKind kind, int progress, string subject, string expected, string found) =>
        new(kind, progress, PageAddress.None, -1, subject, expected, found);
}
