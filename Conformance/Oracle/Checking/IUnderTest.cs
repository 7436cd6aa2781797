using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>What a check is of: a machine in this process, or a subject behind the protocol.</summary>
public interface IUnderTest
{
    /// <summary>Whether it can do all that the scenario of a clause asks for; that it cannot is reported.</summary>
    bool CanRun(Scenario scenario);

    /// <summary>What it lacks for a scenario, as <c>it</c> goes on with it; null if it can do all that it asks for.</summary>
    string? Lack(Scenario scenario);

    /// <summary>What a scenario comes to.</summary>
    ScenarioVerdict Judge(Scenario scenario);

    /// <summary>What the operations of a scenario diverge in; null for nothing.</summary>
    Finding? Find(Scenario scenario);

    /// <summary>The shortest sequence that diverges in the same way.</summary>
    ShrunkFinding Shrink(Finding finding, int budget);

    /// <summary>A run of generated sequences.</summary>
    ICheckEngine Generate(CheckOptions options);

    /// <summary>What there is to say of it at the end; null for a machine, of which nothing is left out.</summary>
    SubjectReport? Report { get; }
}

/// <summary>A divergence made short.</summary>
/// <param name="Finding">The shortest sequence found.</param>
/// <param name="Tries">How many tries it took.</param>
/// <param name="Flaky">How often it came again, if not each time: <c>2 of 3</c>; else null.</param>
public sealed record ShrunkFinding(Finding Finding, int Tries, string? Flaky = null);
