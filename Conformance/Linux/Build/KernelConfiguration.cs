using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>How a kernel is configured, and what its guest needs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fragments">The files that say what it has beyond the smallest kernel, in order.</param>
/// <param name="Minutes">How long it takes to compile, for people.</param>
/// <param name="Memory">How much memory its guest has, in MiB.</param>
public sealed record KernelConfiguration(string Name, Sequence<string> Fragments, string Minutes, int Memory)
{
    /// <summary>Small and fast.</summary>
    public static KernelConfiguration Lean { get; } =
        new("lean", [Parts.LeanFragment], "5 to 15 minutes", 512) { Lines = 1_320 };

    /// <summary>The same with KASAN, lockdep and memory management's own assertions: slower, and it finds errors of its own.</summary>
    public static KernelConfiguration Debug { get; } =
        new("debug", [Parts.LeanFragment, Parts.DebugFragment], "10 to 25 minutes", 1_024)
        {
            Lines = 1_360,
            IsBootedCompressed = true,
        };

    /// <summary>All.</summary>
    public static IReadOnlyList<KernelConfiguration> All { get; } = [Lean, Debug];

    /// <summary>
    /// Whether it has to be booted as a compressed image. One that is not is entered by PVH, whose first steps KASAN looks at
    /// before it has its memory (arch/x86/platform/pvh/enlighten.c).
    /// </summary>
    public bool IsBootedCompressed { get; init; }

    // What a build prints, about; it serves as measure of progress.
    internal int Lines { get; private init; }
}
