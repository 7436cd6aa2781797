using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>An implementation under test, wherever it runs. It has one run at a time.</summary>
public interface ISubject : IDisposable
{
    /// <summary>What it is called, and its version.</summary>
    string Name { get; }

    /// <summary>What it can do.</summary>
    Capabilities Capabilities { get; }

    /// <summary>Begins a run: everything is as at the start. A failure to do so may show only with the next answer.</summary>
    void Reset(World world, Profile profile);

    /// <summary>
    /// Asks for operations to be carried out one after another. The answers are taken by
    /// <see cref="Receive"/>, batch by batch; several may be on their way.
    /// </summary>
    void Send(ReadOnlySpan<Operation> operations, ObservationLevel level);

    /// <summary>
    /// The answers to the batch that was sent first of those not yet taken: one for each operation, or fewer if the last
    /// one is of kind <see cref="AnswerKind.Unknown"/> or <see cref="AnswerKind.Fault"/>.
    /// </summary>
    IReadOnlyList<Answer> Receive();

    /// <summary>What can be seen when everything that was put off has been done; null if nothing can.</summary>
    StateObservation? Observe();
}
