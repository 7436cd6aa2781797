namespace HmmSpec.Spec;

/// <summary>Informally: no frame is lost, and none is given back while it is held.</summary>
/// <remarks>
/// For every frame of system or device memory, with no activity open: its reference count is its mapping count, one more
/// for each device-exclusive entry and each pin that leads to it, and one more if it is in the swap cache or the page cache; it is free
/// exactly if that is zero. So free and used frames of every memory add up,
/// and mirrors hold no references.
/// </remarks>
[Invariant("INV-18")]
[Clause("RCL-7")]
public sealed class FramesCountTheirReferences : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-18";

    /// <inheritdoc/>
    public string Clause => "RCL-7";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Quiescent;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int device = -1; device < state.Devices.Count; device++)
        {
            Data.Pool<Frame> memory = device < 0 ? state.Memory : state.Devices[device].Memory;
            for (int number = 0; number < memory.Capacity; number++)
            {
                Target target = new(device, number);
                if (Flaw(state, target, memory[number], memory.IsUsed(number)) is string flaw)
                {
                    return this.Broken($"{InvariantSentences.Of(target)} {flaw}");
                }
            }
        }

        return null;
    }

    private static string? Flaw(State state, Target target, Frame frame, bool used)
    {
        int held = frame.Mappings + (frame.Slot >= 0 ? 1 : 0) + (frame.File is null ? 0 : 1);

        // Only what is left over can be of device-exclusive entries, which no frame counts, or of pins.
        held += frame.References > held ? ExclusiveEntries(state, target) : 0;
        held += state.PinsOf(target);
        return frame.References != held
                ? $"counts {frame.References} references, with {frame.Mappings} mappings"
                    + (frame.Slot >= 0 ? " and the swap cache" : "")
                    + (frame.File is null ? "" : " and the page cache")
            : used != (held > 0) ? $"is {(used ? "in use" : "free")} with {held} references"
            : null;
    }

    private static int ExclusiveEntries(State state, Target target)
    {
        int count = 0;
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Data.Table<Pte> table = state.Processes[process].PageTable;
            for (int page = 0; page < table.Count; page++)
            {
                count += table[page].Kind == PteKind.DeviceExclusive && table[page].Target == target ? 1 : 0;
            }
        }

        return count;
    }
}
