namespace HmmSpec.Linux;

/// <summary>
/// What the kernel can do and the specification does not have yet: off, unless a subject asks for it. What such a guest shows is
/// what may be anyway (agent/beyond.h).
/// </summary>
/// <param name="Name">Its name, in subjects and to the agent.</param>
public sealed record Beyond(string Name)
{
    /// <summary>Huge pages: where all pages may be written, the whole of a process is one; memory files have them too.</summary>
    public static Beyond Huge { get; } = new("huge");

    /// <summary>KSM: after each operation, pages of the same content become one.</summary>
    public static Beyond Merge { get; } = new("merge");

    /// <summary>Coherent devices: their memory can be mapped by the CPU.</summary>
    public static Beyond Coherent { get; } = new("coherent");

    /// <summary>All, in the order in which they are given to a guest.</summary>
    public static IReadOnlyList<Beyond> All { get; } = [Huge, Merge, Coherent];

    /// <summary>The one with a name; null if there is none.</summary>
    public static Beyond? Find(string name) => All.FirstOrDefault(one => one.Name == name);
}
