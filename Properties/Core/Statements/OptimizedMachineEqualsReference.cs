namespace HmmSpec.Properties;

/// <summary>
/// Informally: after every operation of every sequence, the optimized machine has given the same outcome and the same
/// notifications as the reference, and is in the same state up to the names of frames, slots and IOVAs.
/// </summary>
public static class OptimizedMachineEqualsReference
{
    /// <summary>Null if it holds, or what is different.</summary>
    public static string? Check(GeneratedSequence sequence) =>
        Check(sequence, (w, p) => new Optimized.OptimizedMachine(w, p));

    /// <summary>The same of any other machine that makes the canonical choices.</summary>
    public static string? Check(GeneratedSequence sequence, MachineFactory factory) =>
        Replay
            .Run(sequence.World, sequence.Profile, sequence.Operations.Span, factory, Thoroughness.EveryOperation)
            ?.Divergence.ToString();
}
