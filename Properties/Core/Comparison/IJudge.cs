using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Judges an implementation operation by operation.</summary>
public interface IJudge
{
    /// <summary>The state that the run is in.</summary>
    State State { get; }

    /// <summary>What the reference did last.</summary>
    Transition Last { get; }

    /// <summary>What the implementation delivered last.</summary>
    Outcome Seen { get; }

    /// <summary>Carries out one operation; what is wrong afterwards, if anything is.</summary>
    Divergence? Apply(Operation operation);

    /// <summary>What is wrong at the end of the run, if anything is that was not looked at before.</summary>
    Divergence? Finish(Operation last);
}
