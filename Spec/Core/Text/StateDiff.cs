using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// In what two states differ, a line for each path: <c>p0 page 3: system write value=7 | device d0 read value=7</c>.
/// Compared is what can be compared between implementations: the numbers of frames, slots, IOVAs and sequences are not.
/// </summary>
public static class StateDiff
{
    /// <summary>The differences; none if the states are equal up to those numbers.</summary>
    public static Sequence<string> Between(State left, State right) =>
        left.World == right.World
            ?
            [
                .. Whole(left, right),
                .. Devices(left, right),
                .. Files(left, right),
                .. Pins(left, right),
                .. Processes(left, right),
            ]
            : [Line("world", WorldText.Format(left.World), WorldText.Format(right.World))];

    private static string Line(string path, string left, string right) => $"{path}: {left} | {right}";

    private static IEnumerable<string> Compare(string path, string left, string right) =>
        left == right ? [] : [Line(path, left, right)];

    // Where the short texts agree, the views still differ: in a detail.
    private static string Line(string path, string left, string right, string leftDetails, string rightDetails) =>
        leftDetails == rightDetails
            ? Line(path, left, right)
            : Line(path, $"{left} ({leftDetails})", $"{right} ({rightDetails})");

    private static IEnumerable<string> Whole(State left, State right) =>
        [
            .. Compare("profile", left.Profile.Name, right.Profile.Name),
            .. Compare("frames used", $"{StateText.Used(left.Memory)}", $"{StateText.Used(right.Memory)}"),
            .. Compare("swap used", $"{StateText.Used(left.Swap)}", $"{StateText.Used(right.Swap)}"),
        ];

    private static IEnumerable<string> Devices(State left, State right) =>
        Enumerable
            .Range(0, left.Devices.Count)
            .SelectMany(device =>
                Compare($"d{device}", StateText.Of(left.Devices[device]), StateText.Of(right.Devices[device]))
            );

    private static IEnumerable<string> Files(State left, State right) =>
        Enumerable
            .Range(0, left.Files.Count)
            .SelectMany(file => Compare($"f{file}", StateText.Of(left, file), StateText.Of(right, file)));

    private static IEnumerable<string> Pins(State left, State right) =>
        Enumerable
            .Range(0, left.Pins.Count)
            .SelectMany(pin => Compare($"pin {pin}", StateText.OfPin(left, pin), StateText.OfPin(right, pin)));

    private static IEnumerable<string> Processes(State left, State right)
    {
        for (int process = 0; process < left.Processes.Count; process++)
        {
            Process mine = left.Processes[process];
            Process theirs = right.Processes[process];
            string path = $"p{process}";
            string[] lines =
            [
                .. Compare(path, mine.Alive ? "alive" : "absent", theirs.Alive ? "alive" : "absent"),
                .. Compare($"{path} mmap lock", StateText.Of(mine.Lock), StateText.Of(theirs.Lock)),
                .. Compare(
                    $"{path} windows",
                    StateText.Of(mine.Notifier.Windows),
                    StateText.Of(theirs.Notifier.Windows)
                ),
                .. Compare(
                    $"{path} device faults",
                    StateText.Of(mine.Notifier.Faults),
                    StateText.Of(theirs.Notifier.Faults)
                ),
                .. Pages(left, right, process),
                .. Mirrors(left, right, process),
            ];
            foreach (string line in lines)
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Pages(State left, State right, int process)
    {
        for (int page = 0; page < left.World.Pages; page++)
        {
            PageView mine = PageView.Of(left, process, page);
            PageView theirs = PageView.Of(right, process, page);
            if (mine != theirs)
            {
                yield return Line(
                    $"p{process} page {page}",
                    PageViewText.Format(mine),
                    PageViewText.Format(theirs),
                    PageViewText.Details(mine),
                    PageViewText.Details(theirs)
                );
            }
        }
    }

    private static IEnumerable<string> Mirrors(State left, State right, int process)
    {
        for (int device = 0; device < left.World.Devices; device++)
        {
            Mirror mine = left.Processes[process].Mirrors[device];
            Mirror theirs = right.Processes[process].Mirrors[device];
            string path = $"p{process} d{device}";
            foreach (string line in Compare(path, StateText.Of(mine), StateText.Of(theirs)))
            {
                yield return line;
            }

            for (int page = 0; page < left.World.Pages; page++)
            {
                MirrorView here = MirrorView.Of(left, process, device, page);
                MirrorView there = MirrorView.Of(right, process, device, page);
                if (here != there)
                {
                    yield return Line(
                        $"{path} page {page}",
                        MirrorViewText.Format(here),
                        MirrorViewText.Format(there),
                        Bare(MirrorViewText.Details(here)),
                        Bare(MirrorViewText.Details(there))
                    );
                }
            }
        }
    }

    private static string Bare(string details) => details.Length == 0 ? "no tlb" : details;
}
