using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>The driver as it is loaded into the guest: Linux's own, or that with changes.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Sentence">What is different.</param>
/// <param name="Rewrites">The changes, in order.</param>
public sealed record DriverVariant(string Id, string Sentence, Sequence<DriverRewrite> Rewrites)
{
    /// <summary>The driver of the kernel, unchanged.</summary>
    public static DriverVariant Original { get; } = new("original", "The driver as it is in the kernel.", []);

    /// <summary>The driver with all that is known to be wrong with it mended.</summary>
    public static DriverVariant Fixed { get; } =
        new("fixed", "The driver with what is known to be wrong with it mended.", DriverMends.Together);

    /// <summary>Those in which one thing that is known to be wrong is left as it is.</summary>
    public static IReadOnlyList<DriverVariant> Unmended { get; } =
    [
        .. DriverMends
            .All.AsEnumerable()
            .Select(static mend => new DriverVariant(mend.Id, mend.Sentence, DriverMends.Without(mend.Id))),
    ];

    /// <summary>Those with a fault that is seeded, which the kernel's does not have.</summary>
    public static IReadOnlyList<DriverVariant> Faulty => DriverFaults.All;

    /// <summary>Those with a fault that is seeded and shows only where two operations are in flight.</summary>
    public static IReadOnlyList<DriverVariant> Racing => DriverRaceFaults.All;

    /// <summary>All: the kernel's and the mended one, those that are not quite mended, those with a fault.</summary>
    public static IReadOnlyList<DriverVariant> All { get; } = [Original, Fixed, .. Unmended, .. Faulty, .. Racing];

    /// <summary>The variant with a name; null if there is none.</summary>
    public static DriverVariant? Find(string id) => All.FirstOrDefault(variant => variant.Id == id);

    /// <summary>
    /// The source of the driver with the changes. All but the kernel's own have points at which a call can be held up, which do
    /// nothing unless they are told to.
    /// </summary>
    /// <exception cref="LinuxException">The source is not what they are for.</exception>
    public string Rewrite(string source) =>
        Rewrites.Aggregate(
            Rewrites.Count == 0 ? source : DriverDelays.Apply(source),
            static (rewritten, rewrite) => rewrite.Apply(rewritten)
        );
}
