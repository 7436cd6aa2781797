using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using Asking = HmmSpec.Protocol.Request;
using Reply = HmmSpec.Protocol.Reply;

namespace HmmSpec.Conformance;

/// <summary>
/// The conversations of the checks. As few as possible: an adapter behind a socket may be good for one only. One that has
/// ended is followed by another.
/// </summary>
internal sealed class SmokeTalk(SubjectAddress address, WireSettings settings, TimeSpan ending) : IDisposable
{
    private RawSession? _session;
    private bool _hasRun;

    /// <summary>What the adapter said of itself first.</summary>
    public Reply.Hello? Greeting { get; private set; }

    /// <summary>What it declares.</summary>
    public Capabilities Can => Greeting!.Capabilities;

    /// <summary>Whether it is a program that is started for this, so that its end can be seen.</summary>
    public bool IsProgram => address is SubjectAddress.Program;

    /// <summary>How long is waited for a program to end, and for what nobody should say.</summary>
    public TimeSpan Ending => ending;

    /// <summary>How often the adapter said nothing where it should have.</summary>
    public int Silences { get; private set; }

    /// <summary>How many conversations came to a bad end.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether the adapter has said goodbye.</summary>
    public bool SaidGoodbye { get; set; }

    /// <summary>How the conversation ended after that; null as long as it has not.</summary>
    public ChannelFailure? AfterGoodbye { get; set; }

    /// <summary>What is known of the program whose input ended; null if there was none.</summary>
    public ChannelEvidence? AtTheEnd { get; set; }

    /// <summary>The world of the runs: as much of the usual one as is declared.</summary>
    public World World => CapableWorld.Of(World.Default, Can);

    /// <summary>The profile of the runs: the first that is declared and known.</summary>
    public Profile Profile =>
        Profile.All.FirstOrDefault(profile => Can.Profiles.Count == 0 || Can.Profiles.Contains(profile.Name))
        ?? Profile.Strict;

    /// <summary>A conversation in which the adapter has greeted.</summary>
    public RawSession Session()
    {
        if (_session is { IsOver: false })
        {
            return _session;
        }

        Drop();
        _session = Greeted(settings);
        return _session;
    }

    /// <summary>Another conversation, which the caller ends.</summary>
    public RawSession Separate() => Greeted(settings with { Channel = settings.Channel with { Grace = ending } });

    /// <summary>Ends the conversation, so that the next check has one of its own.</summary>
    public void Drop()
    {
        if (_session is not null)
        {
            End(_session);
        }

        _session = null;
        _hasRun = false;
    }

    /// <summary>Ends a conversation in which something went wrong.</summary>
    public void Fail()
    {
        Drop();
        Failures++;
    }

    /// <summary>A conversation in which a run can begin.</summary>
    public RawSession BeforeRun()
    {
        if (Can.NeedsRestart && _hasRun)
        {
            Drop();
        }

        RawSession session = Session();
        _hasRun = true;
        return session;
    }

    /// <summary>Begins a run.</summary>
    public void Reset() => Reset(BeforeRun());

    /// <summary>Begins a run in a conversation.</summary>
    public void Reset(RawSession session) =>
        Expect<Reply.Ready>(session.Ask(new Asking.Reset(session.NextId(), Profile, World)), "a reset");

    /// <summary>Has operations run.</summary>
    public Sequence<Answer> Run(Sequence<Operation> operations, ObservationLevel level = ObservationLevel.Outcome) =>
        Run(Session(), operations, level);

    /// <summary>Has operations run in a conversation.</summary>
    public static Sequence<Answer> Run(RawSession session, Sequence<Operation> operations, ObservationLevel level)
    {
        Reply reply = session.Ask(new Asking.Run(session.NextId(), level, operations));
        string asked = operations.Count == 1 ? OperationText.Format(operations[0]) : $"{operations.Count} operations";
        Sequence<Answer> results = Expect<Reply.Ran>(reply, asked).Results;
        int fault = 0;
        while (fault < results.Count && results[fault].Kind != AnswerKind.Fault)
        {
            fault++;
        }

        return fault == results.Count
            ? results
            : throw new SubjectException(
                $"The adapter answered {OperationText.Format(operations[fault])} with fault: "
                    + (results[fault].Reason.Length == 0 ? "it does not say why." : results[fault].Reason)
            );
    }

    /// <summary>All that can be seen.</summary>
    public StateObservation Observe()
    {
        RawSession session = Session();
        return Expect<Reply.State>(session.Ask(new Asking.Observe(session.NextId())), "a request for the state").Seen;
    }

    /// <summary>A reply of the kind that has to come; an error is none.</summary>
    public static T Expect<T>(Reply reply, string asked)
        where T : Reply =>
        reply as T
        ?? throw new SubjectException($"The adapter answered {asked} with an error: {((Reply.Error)reply).Message}");

    /// <inheritdoc/>
    public void Dispose() => Drop();

    private RawSession Greeted(WireSettings how)
    {
        RawSession session = RawSession.Open(address, how);
        try
        {
            Asking.Hello hello = new(session.NextId(), ProtocolVersions.Spoken, how.Tool, how.Specification);
            Reply reply = session.Ask(hello);
            Greeting ??=
                reply is Reply.Hello found && ProtocolVersions.Spoken.Contains(found.Protocol)
                    ? found
                    : throw Unavailable(reply, session);
            return session;
        }
        catch
        {
            End(session);
            throw;
        }
    }

    private void End(RawSession session)
    {
        Silences += session.Failure is ChannelFailure.Timeout ? 1 : 0;
        session.Dispose();
    }

    private static SubjectException Unavailable(Reply reply, RawSession session) =>
        new(
            new SubjectFailure(
                SubjectFailureKind.Unavailable,
                reply is Reply.Hello other
                    ? $"The adapter speaks version {other.Protocol} of the protocol; this hmmspec speaks {ProtocolVersions.Current}."
                    : $"The adapter answered hello with an error: {((Reply.Error)reply).Message}",
                session.Evidence
            )
        );
}
