using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>
/// A subject behind the protocol. After a failure, which is thrown as <see cref="SubjectException"/>, it is started or
/// reached again by the next <see cref="Reset"/>.
/// </summary>
public sealed class WireSubject : IRacingSubject
{
    private readonly SubjectAddress _address;
    private readonly WireSettings _settings;
    private WireSession? _session;

    private WireSubject(SubjectAddress address, WireSettings settings, WireSession session)
    {
        _address = address;
        _settings = settings;
        _session = session;
        Adapter adapter = session.Greeting.Adapter;
        Name = adapter.Version.Length == 0 ? adapter.Name : $"{adapter.Name} {adapter.Version}";
        Capabilities = session.Greeting.Capabilities;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Capabilities Capabilities { get; }

    /// <summary>How often it had to be started again after a failure.</summary>
    public int Restarts { get; private set; }

    /// <summary>What is known of the subject that is asked at the moment; null if there is none.</summary>
    public ChannelEvidence? Evidence => _session?.Evidence;

    /// <summary>Starts or reaches a subject, and greets it.</summary>
    /// <exception cref="SubjectException">That did not succeed.</exception>
    public static WireSubject Start(SubjectAddress address, WireSettings settings) =>
        new(address, settings, WireSession.Open(address, settings));

    /// <inheritdoc/>
    public void Reset(World world, Profile profile)
    {
        if (Capabilities.NeedsRestart && _session is { HasRun: true })
        {
            _ = _session.End();
            _session = null;
        }

        Guard(() =>
        {
            _session ??= WireSession.Open(_address, _settings);
            _session.Reset(world, profile);
        });
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<Operation> operations, ObservationLevel level)
    {
        try
        {
            Session.Run(operations, level);
        }
        catch (SubjectException)
        {
            Drop();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Answer> Receive()
    {
        try
        {
            return ((Reply.Ran)Session.Receive()).Results;
        }
        catch (SubjectException)
        {
            Drop();
            throw;
        }
    }

    /// <inheritdoc/>
    public RacedAnswers Race(PairRace race)
    {
        RacedAnswers? answers = null;
        Guard(() => answers = Session.Race(race));
        return answers!;
    }

    /// <inheritdoc/>
    public StateObservation? Observe()
    {
        if (!Capabilities.Levels.Contains(ObservationLevel.State))
        {
            return null;
        }

        StateObservation? seen = null;
        Guard(() => seen = Session.Observe());
        return seen;
    }

    /// <summary>Ends the conversation properly.</summary>
    /// <returns>Why that was not possible; null if it was.</returns>
    public string? End()
    {
        string? problem = _session?.End();
        _session = null;
        return problem;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session?.Dispose();
        _session = null;
    }

    private WireSession Session =>
        _session ?? throw new InvalidOperationException("A subject has to be reset before it is asked for anything.");

    private void Guard(Action ask)
    {
        try
        {
            ask();
        }
        catch (SubjectException)
        {
            Drop();
            throw;
        }
    }

    private void Drop()
    {
        _session?.Dispose();
        _session = null;
        Restarts++;
    }
}
