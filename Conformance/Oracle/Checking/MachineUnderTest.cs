using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>Machines in this process.</summary>
/// <param name="factory">Makes them.</param>
/// <param name="comparison">How strictly they are compared with the reference.</param>
public sealed class MachineUnderTest(MachineFactory factory, Comparison comparison) : IUnderTest
{
    /// <summary>Ends shrinking.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <inheritdoc/>
    public SubjectReport? Report => null;

    /// <inheritdoc/>
    public bool CanRun(Scenario scenario) => true;

    /// <inheritdoc/>
    public string? Lack(Scenario scenario) => null;

    /// <inheritdoc/>
    public ScenarioVerdict Judge(Scenario scenario) => ScenarioVerdict.Of(scenario, factory, comparison);

    /// <inheritdoc/>
    public Finding? Find(Scenario scenario) => ScenarioVerdict.Find(scenario, factory, comparison);

    /// <inheritdoc/>
    public ShrunkFinding Shrink(Finding finding, int budget)
    {
        Shrinker shrinker = new(factory, budget, comparison, Cancellation);
        return new ShrunkFinding(shrinker.Shrink(finding), shrinker.Tries);
    }

    /// <inheritdoc/>
    public ICheckEngine Generate(CheckOptions options) => new CheckEngine(options, factory);
}
