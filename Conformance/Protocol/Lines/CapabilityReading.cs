using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Properties;

namespace HmmSpec.Protocol;

/// <summary>Reads what an implementation says that it can do, and fills in what stands for what it leaves out.</summary>
internal static class CapabilityReading
{
    private const int Processes = 1;
    private const int Pages = 8;
    private const int Devices = 1;
    private const string Resets = "a way to be reset (in-place or process)";

    private static readonly Form Form = new(
        [Member.Operations],
        Member.Limits,
        Member.Observe,
        Member.Reset,
        Member.Deterministic,
        Member.Events,
        Member.Profiles,
        Member.Ordering,
        Member.DelayPoints
    );
    private static readonly Form LimitsForm = new(
        [],
        Member.Processes,
        Member.Pages,
        Member.Devices,
        Member.Frames,
        Member.Swap,
        Member.DeviceFrames,
        Member.Iova,
        Member.Files,
        Member.MemoryFiles,
        Member.FilePages,
        Member.Pins
    );

    internal static Capabilities Read(ref Utf8JsonReader json)
    {
        json.RequireObject("an object with capabilities");
        Capabilities read = new([], Processes, Pages, Devices);
        MemberSet seen = default;
        while (json.TryNext(Form, ref seen, out Member member))
        {
            read = member switch
            {
                Member.Operations => read with { Operations = ReadWords(ref json, Words.Operations) },
                Member.Limits => ReadLimits(ref json, read),
                Member.Observe => read with { Levels = WithOutcome(ReadWords(ref json, Words.Levels)) },
                Member.Reset => read with { NeedsRestart = ReadReset(ref json) },
                Member.Deterministic => read with { IsDeterministic = json.ReadFlag() },
                Member.Events => read with { Events = ReadWords(ref json, Words.EventKinds) },
                Member.Profiles => read with
                {
                    Profiles = ReadNames(ref json, "a list of names of profiles", "the name of a profile"),
                },
                Member.DelayPoints => read with
                {
                    DelayPoints = ReadNames(ref json, "a list of names of delay points", "the name of a delay point"),
                },
                _ => read with { Ordering = json.ReadWord(Words.Orderings) },
            };
        }

        return read;
    }

    private static Capabilities ReadLimits(ref Utf8JsonReader json, Capabilities read)
    {
        json.RequireObject("an object with limits");
        MemberSet seen = default;
        while (json.TryNext(LimitsForm, ref seen, out Member member))
        {
            int limit = json.ReadNumber();
            read = member switch
            {
                Member.Processes => read with { Processes = limit },
                Member.Pages => read with { Pages = limit },
                Member.Devices => read with { Devices = limit },
                Member.Frames => read with { Frames = limit },
                Member.Swap => read with { SwapSlots = limit },
                Member.DeviceFrames => read with { DeviceFrames = limit },
                Member.Files => read with { Files = limit },
                Member.MemoryFiles => read with { MemoryFiles = limit },
                Member.FilePages => read with { FilePages = limit },
                Member.Pins => read with { Pins = limit },
                _ => read with { IovaSlots = limit },
            };
        }

        return read;
    }

    // What an operation ends in can always be asked for.
    private static Sequence<ObservationLevel> WithOutcome(Sequence<ObservationLevel> levels) =>
        levels.Contains(ObservationLevel.Outcome) ? levels : [ObservationLevel.Outcome, .. levels];

    private static bool ReadReset(ref Utf8JsonReader json) =>
        json.ReadText(Resets) switch
        {
            CapabilitiesJson.Restarted => true,
            CapabilitiesJson.InPlace => false,
            _ => throw LineException.Expected(Resets),
        };

    private static Sequence<T> ReadWords<T>(ref Utf8JsonReader json, Utf8Words<T> words)
        where T : struct, Enum
    {
        json.RequireList("a list of words");
        List<T> members = [];
        while (json.TryNextItem())
        {
            members.Add(json.ReadWord(words));
        }

        return [.. members];
    }

    private static Sequence<string> ReadNames(ref Utf8JsonReader json, string list, string name)
    {
        json.RequireList(list);
        List<string> names = [];
        while (json.TryNextItem())
        {
            names.Add(json.ReadText(name));
        }

        return [.. names];
    }
}
