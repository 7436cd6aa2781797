using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>The driver as it is loaded into the guest: Linux's own, or that with changes; and into which kernel.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Sentence">What is different.</param>
/// <param name="Rewrites">The changes, in order.</param>
public sealed record DriverVariant(string Id, string Sentence, Sequence<SourceRewrite> Rewrites)
{
    /// <summary>The driver of the kernel, unchanged.</summary>
    public static DriverVariant Original { get; } =
        new("original", "Kernel and driver as they are.", []) { IsKernelMended = false };

    /// <summary>The driver with all that is known to be wrong with it mended, in the kernel of which the same is true.</summary>
    public static DriverVariant Fixed { get; } =
        new("fixed", "Kernel and driver with what is known to be wrong with them mended.", DriverMends.Together);

    /// <summary>Those in which one thing that is known to be wrong is left as it is.</summary>
    public static IReadOnlyList<DriverVariant> Unmended { get; } =
    [
        .. DriverMends
            .All.AsEnumerable()
            .Select(static mend => new DriverVariant(mend.Id, mend.Sentence, DriverMends.Without(mend.Id))),
        .. KernelMend.All.Select(static mend => new DriverVariant(mend.Id, mend.Sentence, DriverMends.Together)
        {
            IsKernelMended = false,
        }),
    ];

    /// <summary>Those with a fault that is seeded, which the kernel's does not have.</summary>
    public static IReadOnlyList<DriverVariant> Faulty => DriverFaults.All;

    /// <summary>Those with a fault that is seeded and shows only where two operations are in flight.</summary>
    public static IReadOnlyList<DriverVariant> Racing => DriverRaceFaults.All;

    /// <summary>Those with a fault that is seeded and that no answer shows: only <see cref="KernelConfiguration.Debug"/> does.</summary>
    public static IReadOnlyList<DriverVariant> Quiet => DriverQuietFaults.All;

    /// <summary>All: the kernel's and the mended one, those that are not quite mended, those with a fault.</summary>
    public static IReadOnlyList<DriverVariant> All { get; } =
    [Original, Fixed, .. Unmended, .. Faulty, .. Racing, .. Quiet];

    /// <summary>Whether it is loaded into the kernel with what <see cref="KernelMend.All"/> has.</summary>
    public bool IsKernelMended { get; init; } = true;

    /// <summary>The variant with a name; null if there is none.</summary>
    public static DriverVariant? Find(string id) => All.FirstOrDefault(variant => variant.Id == id);

    /// <summary>
    /// The source of the driver with the changes. All but the kernel's own have points at which a call can be held up, which do
    /// nothing unless they are told to, and devices with less memory.
    /// </summary>
    /// <exception cref="LinuxException">The source is not what they are for.</exception>
    public string Rewrite(string source) =>
        Rewrites.Aggregate(
            Rewrites.Count == 0 ? source : DriverMemory.Apply(DriverDelays.Apply(source)),
            static (rewritten, rewrite) => rewrite.Apply(rewritten)
        );
}
