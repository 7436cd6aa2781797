using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>What an answer shows, changed in one place.</summary>
internal static class Twist
{
    /// <summary>A page, wherever it is shown.</summary>
    public static Func<Answer, Answer> Page(int process, int page, Func<PageObservation, PageObservation> change) =>
        answer =>
        {
            PageObservation Changed(PageObservation seen) =>
                seen.Process == process && seen.Page == page ? change(seen) : seen;
            Assert.Contains(answer.Touched, seen => seen.Process == process && seen.Page == page);
            return answer with
            {
                Touched = [.. answer.Touched.Select(Changed)],
                State = answer.State is { } state ? state with { Pages = [.. state.Pages.Select(Changed)] } : null,
            };
        };

    /// <summary>A page of a mirror, wherever it is shown.</summary>
    public static Func<Answer, Answer> Mirror(
        int process,
        int device,
        int page,
        Func<MirrorObservation, MirrorObservation> change
    ) =>
        Page(
            process,
            page,
            seen =>
                seen with
                {
                    Mirrors = [.. seen.Mirrors.Select(mirror => mirror.Device == device ? change(mirror) : mirror)],
                }
        );

    /// <summary>The notifications.</summary>
    public static Func<Answer, Answer> Events(Func<IReadOnlyList<Event>, IEnumerable<Event>> change) =>
        answer => answer with { Events = [.. change([.. answer.Events!.Value])] };

    /// <summary>Everything else that is shown of a state.</summary>
    public static Func<Answer, Answer> State(Func<StateObservation, StateObservation> change) =>
        answer => answer with { State = change(answer.State!) };

    /// <summary>A device, in what is seen of everything.</summary>
    public static Func<StateObservation, StateObservation> Device(
        int device,
        Func<DeviceObservation, DeviceObservation> change
    ) => seen => seen with { Devices = [.. seen.Devices.Select(it => it.Device == device ? change(it) : it)] };

    /// <summary>A window with its callbacks.</summary>
    public static IEnumerable<Event> Window(EventKind kind, int process, PageRange range, params int[] devices) =>
        [
            new Event(EventPhase.Start, kind, process, range, -1, -1),
            .. devices.Select(device => new Event(EventPhase.Callback, kind, process, range, -1, device)),
            new Event(EventPhase.End, kind, process, range, -1, -1),
        ];
}
