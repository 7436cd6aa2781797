namespace HmmSpec.Subjects;

/// <summary>What depends on the version of the kernel.</summary>
/// <param name="WriteFault">What a device's write fault on a mapping without that right ends in (FLT-6).</param>
/// <param name="OutOfMemory">What a device fault ends in for which the CPU fault finds no memory (FLT-7).</param>
/// <param name="AsksForWritingAlone">Whether a write fault on a mapping that may not even be read ends in that too (FLT-17).</param>
/// <param name="OwnReadOnlyIsFaulted">Whether a write fault on a read-only page in the device's own memory brings it back (FLT-9).</param>
internal sealed record Profile(
    string WriteFault,
    bool AsksForWritingAlone,
    string OutOfMemory,
    bool OwnReadOnlyIsFaulted
)
{
    public static IReadOnlyList<string> Names { get; } = ["strict", "linux-6.1", "v9"];

    public static Profile Named(string name) =>
        name switch
        {
            "strict" => new Profile("EPERM", AsksForWritingAlone: false, "EFAULT", OwnReadOnlyIsFaulted: true),
            "linux-6.1" => new Profile("EPERM", AsksForWritingAlone: false, "EFAULT", OwnReadOnlyIsFaulted: false),
            "v9" => new Profile("EACCES", AsksForWritingAlone: true, "ENOMEM", OwnReadOnlyIsFaulted: true),
            _ => throw new ArgumentException($"There is no profile \"{name}\".", nameof(name)),
        };
}
