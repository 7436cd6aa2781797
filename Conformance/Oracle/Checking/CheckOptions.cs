using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a run of generated sequences is to do.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Seed">Reproduces the run, with the other options, on any machine and with any number of workers.</param>
public sealed record CheckOptions(World World, Profile Profile, ulong Seed)
{
    /// <summary>How many sequences at most.</summary>
    public long Sequences { get; init; } = 20_000;

    /// <summary>How long at most; null for no limit. A run that it ends is not reproduced by its length, only by its seed.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How many agents do operations side by side; 1 where operations run one after another.</summary>
    public int Agents { get; init; } = 1;

    /// <summary>How many operations a sequence has; of several agents, how many each has at most.</summary>
    public int Length { get; init; } = 200;

    /// <summary>The kinds of operation that are generated; empty for all.</summary>
    public Sequence<OperationKind> Kinds { get; init; } = [];

    /// <summary>How strictly the implementation is compared with the reference.</summary>
    public Comparison Comparison { get; init; }

    /// <summary>How many threads work; it changes the speed and nothing else.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The clauses of which it is known that they are broken: the search goes on past them.</summary>
    public KnownClauses Known { get; init; } = KnownClauses.None;

    /// <summary>How many tries shrinking may take.</summary>
    public int ShrinkBudget { get; init; } = 20_000;
}
