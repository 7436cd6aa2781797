using System.IO.Enumeration;

namespace HmmSpec.Mutation;

/// <summary>Names with stars in them, and how many of a list they choose.</summary>
public static class NamePattern
{
    /// <summary>Whether a name is what a pattern says; a star stands for any characters, also none.</summary>
    public static bool Fits(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    /// <summary>What has a name that fits one of the patterns, in the order of the list; all if there is no pattern.</summary>
    /// <param name="items">The list.</param>
    /// <param name="nameOf">The name of one of them.</param>
    /// <param name="patterns">The patterns.</param>
    /// <param name="useless">The first pattern that no name fits; null if each has one.</param>
    public static IReadOnlyList<T> Choose<T>(
        IReadOnlyList<T> items,
        Func<T, string> nameOf,
        IReadOnlyList<string> patterns,
        out string? useless
    )
    {
        useless = patterns.FirstOrDefault(pattern => !items.Any(item => Fits(pattern, nameOf(item))));
        return patterns.Count == 0
            ? items
            : [.. items.Where(item => patterns.Any(pattern => Fits(pattern, nameOf(item))))];
    }
}
