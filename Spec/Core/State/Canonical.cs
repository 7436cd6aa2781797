using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// The canonical form of a state: frames, device frames, slots and IOVAs are renamed in the order in which a walk over
/// the tables meets them, sequence numbers are reduced to what can be told apart. States are equal up to renaming
/// exactly if their canonical forms are equal.
/// </summary>
public static class Canonical
{
    /// <summary>The canonical form of a state.</summary>
    public static State Of(State state) => Of(state, new Renaming(state));

    /// <summary>
    /// The canonical form of a state with what is under way in it. The activities are there to be compared, and not to go
    /// on: of the windows and sequence numbers that they remember only that is left which can be told apart.
    /// </summary>
    public static (State State, Sequence<Activity?> Activities) Of(State state, Sequence<Activity?> activities)
    {
        Renaming names = new(state);
        CanonicalLocals locals = new(state, names);
        Activity?[] renamed = new Activity?[activities.Count];
        for (int index = 0; index < renamed.Length; index++)
        {
            renamed[index] = Renamed(activities[index], locals);
        }

        // The state last: what only an activity names is numbered by it.
        return (Of(state, names), Sequence.Create<Activity?>(renamed));
    }

    private static Activity? Renamed(Activity? activity, CanonicalLocals locals) =>
        activity is null ? null : activity.Through(locals) with { Caller = Renamed(activity.Caller, locals) };

    private static State Of(State state, Renaming names) =>
        state with
        {
            Processes = Table<Process>.Create(state.Processes.Count, number => Renamed(state.Processes[number], names)),
            Memory = names.Frames.Apply(
                state.Memory,
                Frame.Free,
                frame => frame with { Slot = frame.Slot < 0 ? -1 : names.Slots[frame.Slot] }
            ),
            Swap = names.Slots.Apply(
                state.Swap,
                SwapSlot.Free,
                slot => slot with { Cached = slot.Cached < 0 ? -1 : names.Frames[slot.Cached] }
            ),
            Devices = Table<Device>.Create(
                state.Devices.Count,
                number => Renamed(state.Devices[number], number, names)
            ),
            Files =
                state.Files.Count == 0
                    ? state.Files
                    : Table<FileObject>.Create(state.Files.Count, number => Renamed(state.Files[number], names)),
            Pins =
                state.Pins.Count == 0
                    ? state.Pins
                    : Table<Target>.Create(state.Pins.Count, number => names.Of(state.Pins[number])),
        };

    private static FileObject Renamed(FileObject file, Renaming names) =>
        file with
        {
            Pages = Table<FilePage>.Create(
                file.Pages.Count,
                index =>
                    file.Pages[index] is { Cached: < 0, Slot: < 0 } page
                        ? page
                        : file.Pages[index] with
                        {
                            Cached = file.Pages[index].Cached is int cached and >= 0 ? names.Frames[cached] : -1,
                            Slot = file.Pages[index].Slot is int slot and >= 0 ? names.Slots[slot] : -1,
                        }
            ),
        };

    private static Device Renamed(Device device, int number, Renaming names) =>
        device with
        {
            Memory = names.DeviceFrames(number).Apply(device.Memory, Frame.Free, static frame => frame),
            Iovas = names
                .Iovas(number)
                .Apply(device.Iovas, new IoMapping(Target.Zero), mapping => new IoMapping(names.Of(mapping.Target))),
        };

    private static Process Renamed(Process process, Renaming names) =>
        process with
        {
            PageTable = Table<Pte>.Create(process.PageTable.Count, page => names.Of(process.PageTable[page])),
            Tlb = Table<Translation>.Create(process.Tlb.Count, page => names.Of(process.Tlb[page])),
            Notifier = Reduced(process.Notifier),
            Mirrors = Table<Mirror>.Create(
                process.Mirrors.Count,
                device => Renamed(process.Mirrors[device], device, process.Notifier, names)
            ),
        };

    private static Mirror Renamed(Mirror mirror, int device, Notifier notifier, Renaming names) =>
        mirror with
        {
            Sequence = mirror.Sequence == notifier.Sequence ? 3 : 1,
            Entries = Table<MirrorEntry>.Create(mirror.Entries.Count, page => names.Of(mirror.Entries[page], device)),
            Tlb = Table<Translation>.Create(mirror.Tlb.Count, page => names.Of(mirror.Tlb[page])),
        };

    // A subscription tells only whether its number is the notifier's, and the notifier's only whether it is odd.
    private static Notifier Reduced(Notifier notifier) =>
        new(
            (notifier.Sequence & 1) == 0 ? 2 : 3,
            Sequence.Generate(notifier.Windows.Count, index => notifier.Windows[index] with { Id = index + 1 }),
            Sequence.Generate(
                notifier.Faults.Count,
                index => notifier.Faults[index] with { Id = notifier.Windows.Count + index + 1 }
            )
        );
}
