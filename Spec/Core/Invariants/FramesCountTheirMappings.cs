namespace HmmSpec.Spec;

/// <summary>Informally: a frame knows how many entries lead to it.</summary>
/// <remarks>
/// For every frame of system or device memory: its mapping count is the number of present, protnone and device-private
/// entries, of all processes, that lead to it.
/// </remarks>
[Invariant("INV-17")]
[Clause("RCL-6")]
public sealed class FramesCountTheirMappings : IStateInvariant
{
    private const int OnStack = 512;

    /// <inheritdoc/>
    public string Id => "INV-17";

    /// <inheritdoc/>
    public string Clause => "RCL-6";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        // One row for system memory and one for each device, wide enough for any of them.
        int width = state.Memory.Capacity;
        for (int device = 0; device < state.Devices.Count; device++)
        {
            width = Math.Max(width, state.Devices[device].Memory.Capacity);
        }

        int cells = width * (state.Devices.Count + 1);
        Span<int> mapped = cells <= OnStack ? stackalloc int[cells] : new int[cells];
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Data.Table<Pte> table = state.Processes[process].PageTable;
            for (int page = 0; page < table.Count; page++)
            {
                Pte pte = table[page];
                if (pte.CountsAsMapping && Places.Exists(state, pte.Target))
                {
                    mapped[((pte.Target.Device + 1) * width) + pte.Target.Frame]++;
                }
            }
        }

        for (int device = -1; device < state.Devices.Count; device++)
        {
            Data.Pool<Frame> memory = device < 0 ? state.Memory : state.Devices[device].Memory;
            for (int frame = 0; frame < memory.Capacity; frame++)
            {
                int found = mapped[((device + 1) * width) + frame];
                if (memory[frame].Mappings != found)
                {
                    return this.Broken(
                        $"{InvariantSentences.Of(new Target(device, frame))} counts {memory[frame].Mappings} mappings, "
                            + $"and {found} entries lead to it"
                    );
                }
            }
        }

        return null;
    }
}
