using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>Something that a build needs of the machine, and the Debian package that has it.</summary>
/// <param name="Path">A file; or the name of a program, which is looked for in PATH.</param>
/// <param name="Package">The package.</param>
public sealed record Requirement(string Path, string Package)
{
    /// <summary>Where the package linux-source-6.1 puts the source.</summary>
    public const string Source = "/usr/src/linux-source-6.1.tar.xz";

    /// <summary>What building needs.</summary>
    public static Sequence<Requirement> ToBuild { get; } =
    [
        new(Source, "linux-source-6.1"),
        new("tar", "tar"),
        new("xz", "xz-utils"),
        new("make", "make"),
        new("gcc", "gcc"),
        new("/usr/lib/x86_64-linux-gnu/libc.a", "libc6-dev"),
        new("bc", "bc"),
        new("flex", "flex"),
        new("bison", "bison"),
        new("perl", "perl"),
        new("/usr/include/libelf.h", "libelf-dev"),
    ];

    /// <summary>What running needs.</summary>
    public static Sequence<Requirement> ToRun { get; } =
    [
        new(Qemu.Program, "qemu-system-x86"),
        new("/usr/share/qemu/bios-microvm.bin", "qemu-system-data"),
        new(Qemu.BindingProgram, "util-linux"),
    ];

    /// <summary>Whether it is there.</summary>
    public bool IsMet =>
        Path.Contains('/', StringComparison.Ordinal)
            ? File.Exists(Path)
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(':')
                .Any(folder => folder.Length > 0 && File.Exists(System.IO.Path.Combine(folder, Path)));

    /// <summary>Refuses to go on if anything is missing, with the command that installs it.</summary>
    /// <exception cref="LinuxException">Something is missing.</exception>
    public static void Check(IEnumerable<Requirement> requirements)
    {
        string[] missing =
        [
            .. requirements
                .Where(static requirement => !requirement.IsMet)
                .Select(static requirement => requirement.Package)
                .Distinct(StringComparer.Ordinal),
        ];
        if (missing.Length > 0)
        {
            throw new LinuxException(
                $"Missing: {string.Join(", ", missing)}. As root, run: apt-get update && "
                    + $"apt-get install --no-install-recommends {string.Join(' ', missing)}"
            );
        }
    }
}
