using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The words with which lines of a scenario file begin, apart from those of operations.</summary>
internal static class Header
{
    internal const string Magic = "hmmspec";
    internal const string Title = "title";
    internal const string Clause = "clause";
    internal const string Source = "source";
    internal const string World = "world";
    internal const string Profile = "profile";
    internal const string Expect = "expect";
    internal const string Arrow = "->";

    /// <summary>The words of the header, but for the first line's.</summary>
    internal static Sequence<string> Keys { get; } = [Title, Clause, Source, World, Profile];

    /// <summary>All words that a line can begin with.</summary>
    internal static Sequence<string> All { get; } = [.. Verbs.All, Expect, .. ConcurrentText.Keys, .. Keys];
}
