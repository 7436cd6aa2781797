using System.Runtime.InteropServices;
using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <content>Results of operations.</content>
public sealed partial class LineReader
{
    private static readonly Form ResultForm = new(
        [Member.Status],
        Member.Value,
        Member.Faults,
        Member.Values,
        Member.Pages,
        Member.Reason,
        Member.Events,
        Member.Touched,
        Member.State
    );
    private static readonly Form EventForm = new(
        [Member.Phase, Member.Kind, Member.Process, Member.Start, Member.Count],
        Member.Owner,
        Member.Device
    );
    private static readonly MemberSet StatusAlone = new(Member.Status);

    // Most results say nothing but how it ended: one for each status is made and shared.
    private static readonly Answer[] Plain =
    [
        .. Enum.GetValues<Status>().Select(static status => Answer.Of(Outcome.Fail(status))),
    ];

    private readonly List<Answer> _answers = [];
    private readonly List<ulong> _values = [];
    private readonly List<PageResult> _pageResults = [];
    private readonly List<Event> _events = [];

    private Sequence<Answer> ReadAnswers(ref Utf8JsonReader json)
    {
        json.RequireList("a list of results");
        _answers.Clear();
        while (json.TryNextItem())
        {
            _answers.Add(ReadAnswer(ref json));
        }

        return Sequence.Create<Answer>(CollectionsMarshal.AsSpan(_answers));
    }

    private Answer ReadAnswer(ref Utf8JsonReader json)
    {
        json.RequireObject("a result");
        Ending ending = default;
        ulong value = 0;
        int faults = 0;
        Sequence<ulong> values = default;
        Sequence<PageResult> pages = default;
        string reason = "";
        Sequence<Event>? events = null;
        Sequence<PageObservation> touched = default;
        StateObservation? state = null;
        MemberSet seen = default;
        while (json.TryNext(ResultForm, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Status:
                    ending = Ending.Read(ref json);
                    break;
                case Member.Value:
                    value = json.ReadValue();
                    break;
                case Member.Faults:
                    faults = json.ReadNumber();
                    break;
                case Member.Values:
                    values = ReadValues(ref json);
                    break;
                case Member.Pages:
                    pages = ReadWords(ref json, Words.PageResults, _pageResults, "a list of results of pages");
                    break;
                case Member.Reason:
                    reason = json.ReadText(Text);
                    break;
                case Member.Events:
                    RequireLevel(ObservationLevel.Touched);
                    events = ReadEvents(ref json);
                    break;
                case Member.Touched:
                    RequireLevel(ObservationLevel.Touched);
                    touched = ReadPages(ref json);
                    break;
                case Member.State:
                    RequireLevel(ObservationLevel.State);
                    state = ReadState(ref json);
                    break;
                default: // The form has no other.
                    break;
            }
        }

        Answer answer =
            ending.IsPlain && StatusAlone.HasAll(seen)
                ? Plain[(int)ending.Status]
                : ending.With(new Outcome(ending.Status, value, faults, values, pages), reason);
        return events is null && touched.Count == 0 && state is null
            ? answer
            : answer with
            {
                Events = events,
                Touched = touched,
                State = state,
            };
    }

    private void RequireLevel(ObservationLevel level)
    {
        if (_awaited is AwaitedReply awaited && awaited.Level < level)
        {
            throw LineException.NotAReply($"no such member at the level {ProtocolNames.Levels.NameOf(awaited.Level)}");
        }
    }

    private Sequence<ulong> ReadValues(ref Utf8JsonReader json)
    {
        json.RequireList("a list of values");
        _values.Clear();
        while (json.TryNextItem())
        {
            _values.Add(json.ReadValue());
        }

        return Sequence.Create<ulong>(CollectionsMarshal.AsSpan(_values));
    }

    private Sequence<Event> ReadEvents(ref Utf8JsonReader json)
    {
        json.RequireList("a list of events");
        _events.Clear();
        while (json.TryNextItem())
        {
            _events.Add(ReadEvent(ref json));
        }

        return Sequence.Create<Event>(CollectionsMarshal.AsSpan(_events));
    }

    private static Event ReadEvent(ref Utf8JsonReader json)
    {
        json.RequireObject("an event");
        MemberSet seen = default;
        EventPhase phase = default;
        EventKind kind = default;
        int process = 0;
        int start = 0;
        int count = 0;
        int owner = -1;
        int device = -1;
        while (json.TryNext(EventForm, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Phase:
                    phase = json.ReadWord(Words.EventPhases);
                    break;
                case Member.Kind:
                    kind = json.ReadWord(Words.EventKinds);
                    break;
                case Member.Process:
                    process = json.ReadAnyNumber();
                    break;
                case Member.Start:
                    start = json.ReadAnyNumber();
                    break;
                case Member.Count:
                    count = json.ReadAnyNumber();
                    break;
                case Member.Owner:
                    owner = json.ReadAnyNumber();
                    break;
                default:
                    device = json.ReadAnyNumber();
                    break;
            }
        }

        return new Event(phase, kind, process, new PageRange(start, count), owner, device);
    }
}
