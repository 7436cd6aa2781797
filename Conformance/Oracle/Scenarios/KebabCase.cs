namespace HmmSpec.Conformance;

/// <summary>Names of members as scenario files write them: <c>MmapLock</c> is <c>mmap-lock</c>.</summary>
internal static class KebabCase
{
    /// <summary>The name of a member.</summary>
    internal static string Of<T>(T member)
        where T : struct, Enum =>
        string.Concat(
                member.ToString().Select((c, index) => char.IsAsciiLetterUpper(c) && index > 0 ? $"-{c}" : $"{c}")
            )
            .ToLowerInvariant();
}
