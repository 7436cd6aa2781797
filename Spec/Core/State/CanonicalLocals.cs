namespace HmmSpec.Spec;

/// <summary>Gives the locals of activities the names that a renaming gives to those of their state.</summary>
/// <param name="state">The state.</param>
/// <param name="names">Its renaming.</param>
internal sealed class CanonicalLocals(State state, Renaming names) : ILocals
{
    private const int MostOpen = 1 << 16;

    /// <inheritdoc/>
    public bool Keeps => false;

    /// <inheritdoc/>
    public int Number(int number) => number;

    /// <inheritdoc/>
    public bool Flag(bool flag) => flag;

    /// <inheritdoc/>
    public ulong Value(ulong value) => value;

    /// <inheritdoc/>
    public int Process(int process) => process;

    /// <inheritdoc/>
    public int Device(int device) => device;

    /// <inheritdoc/>
    public Target Target(Target target) => names.Of(target);

    /// <inheritdoc/>
    public int Iova(int device, int iova) => iova < 0 ? iova : names.Iovas(device)[iova];

    /// <inheritdoc/>
    public Pte Entry(Pte entry) => names.Of(entry);

    /// <summary>Where what is open stands in its process; what is closed names nothing.</summary>
    public int Window(int id)
    {
        for (int process = 0; id > 0 && process < state.Processes.Count; process++)
        {
            Notifier notifier = state.Processes[process].Notifier;
            for (int index = 0; index < notifier.Windows.Count; index++)
            {
                if (notifier.Windows[index].Id == id)
                {
                    return 1 + index + (process * MostOpen);
                }
            }

            for (int index = 0; index < notifier.Faults.Count; index++)
            {
                if (notifier.Faults[index].Id == id)
                {
                    return 1 + index + notifier.Windows.Count + (process * MostOpen);
                }
            }
        }

        return 0;
    }

    /// <summary>
    /// Whether the mirror has had news since: only that is ever asked of a sample. Who names a process or a device that
    /// there is not has taken none.
    /// </summary>
    public long Sample(int process, int device, long sampled)
    {
        if ((uint)process >= (uint)state.Processes.Count || (uint)device >= (uint)state.Devices.Count)
        {
            return sampled;
        }

        Process owner = state.Processes[process];
        return sampled == owner.Mirrors[device].Sequence ? 2
            : sampled == owner.Notifier.Sequence - 1 ? 1
            : 0;
    }
}
