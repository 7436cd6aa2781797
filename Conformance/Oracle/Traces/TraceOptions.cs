using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>How traces are judged.</summary>
public sealed record TraceOptions
{
    /// <summary>The profile of a run that no reset begins.</summary>
    public Profile Profile { get; init; } = Profile.Strict;

    /// <summary>The sizes of a run that no reset begins.</summary>
    public World World { get; init; } = World.Default;

    /// <summary>The options that said profile or sizes, and that a reset makes senseless; empty if none did.</summary>
    public string Given { get; init; } = "";

    /// <summary>How many ways are looked at to explain one answer.</summary>
    public int Budget { get; init; } = AnswerJudge.DefaultBudget;

    /// <summary>How many positions are looked at to explain one answer where several operations are in flight.</summary>
    public int ConcurrentBudget { get; init; } = ConcurrentJudge.DefaultBudget;

    /// <summary>Whether the first divergence ends it.</summary>
    public bool StopsAtFirst { get; init; }
}
