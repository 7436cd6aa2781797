namespace HmmSpec.Linux;

/// <summary>
/// What the kernel can do and the specification does not have yet: off, unless a subject asks for it. Of such a guest the agent
/// shows values, errors and signals, and not where pages are (agent/beyond.h).
/// </summary>
/// <param name="Name">Its name, in subjects and to the agent.</param>
/// <param name="Sentence">What it is.</param>
public sealed record Beyond(string Name, string Sentence)
{
    /// <summary>Transparent huge pages.</summary>
    public static Beyond Huge { get; } =
        new("huge", "Huge pages: where all pages may be written, the whole of a process is one; files have them too.");

    /// <summary>KSM.</summary>
    public static Beyond Merge { get; } =
        new("merge", "KSM: after each operation, pages of the same content become one.");

    /// <summary>Device memory of another kind.</summary>
    public static Beyond Coherent { get; } =
        new("coherent", "Coherent devices: their memory can be mapped by the CPU.");

    /// <summary>All, in the order in which they are given to a guest.</summary>
    public static IReadOnlyList<Beyond> All { get; } = [Huge, Merge, Coherent];

    /// <summary>The one with a name; null if there is none.</summary>
    public static Beyond? Find(string name) => All.FirstOrDefault(one => one.Name == name);
}
