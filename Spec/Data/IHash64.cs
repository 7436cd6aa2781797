namespace HmmSpec.Data;

/// <summary>A value with a 64-bit hash that is the same on every machine, in every run and for every culture.</summary>
/// <remarks>
/// <see cref="object.GetHashCode"/> has 32 bits and may be seeded per process; neither will do for fingerprints of
/// states.
/// </remarks>
public interface IHash64
{
    /// <summary>The hash; equal values have equal hashes.</summary>
    ulong Hash64 { get; }
}
