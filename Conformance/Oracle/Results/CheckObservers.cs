namespace HmmSpec.Conformance;

/// <summary>Tells several what a check does, in their order.</summary>
/// <param name="observers">Who is told.</param>
public sealed class CheckObservers(params IReadOnlyList<ICheckObserver> observers) : ICheckObserver
{
    /// <inheritdoc/>
    public void KeptReplayed(KeptFailure kept) => Tell(observer => observer.KeptReplayed(kept));

    /// <inheritdoc/>
    public void ListedReplayed(KeptFailure listed) => Tell(observer => observer.ListedReplayed(listed));

    /// <inheritdoc/>
    public void ScenarioBegins(int number, int count) => Tell(observer => observer.ScenarioBegins(number, count));

    /// <inheritdoc/>
    public void ScenarioEnds(Scenario scenario, ScenarioVerdict verdict) =>
        Tell(observer => observer.ScenarioEnds(scenario, verdict));

    /// <inheritdoc/>
    public void Diverged(Failure failure) => Tell(observer => observer.Diverged(failure));

    /// <inheritdoc/>
    public void ScenariosEnd(int count, IReadOnlyList<Failure> failures) =>
        Tell(observer => observer.ScenariosEnd(count, failures));

    /// <inheritdoc/>
    public void RandomBegins(ICheckEngine engine) => Tell(observer => observer.RandomBegins(engine));

    /// <inheritdoc/>
    public void RandomEnds() => Tell(static observer => observer.RandomEnds());

    private void Tell(Action<ICheckObserver> what)
    {
        foreach (ICheckObserver observer in observers)
        {
            what(observer);
        }
    }
}
