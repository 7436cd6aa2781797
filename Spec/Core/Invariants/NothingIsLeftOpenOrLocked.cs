namespace HmmSpec.Spec;

/// <summary>Informally: an operation that has ended has closed what it opened and unlocked what it locked.</summary>
/// <remarks>
/// With no activity open: no process has an open window, a device fault under way or a held mmap lock; no mirror's driver lock is held, and none
/// waits for a window to close, to be registered or to go; no frame of system or device memory is locked.
/// </remarks>
[Invariant("INV-39")]
[Clause("NTF-8")]
public sealed class NothingIsLeftOpenOrLocked : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-39";

    /// <inheritdoc/>
    public string Clause => "NTF-8";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Quiescent;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            if (Flaw(state.Processes[number]) is string flaw)
            {
                return this.Broken($"p{number}: {flaw}");
            }
        }

        for (int file = 0; file < state.Files.Count; file++)
        {
            if (state.Files[file].Locked)
            {
                return this.Broken($"f{file} is locked");
            }
        }

        for (int device = -1; device < state.Devices.Count; device++)
        {
            Data.Pool<Frame> memory = device < 0 ? state.Memory : state.Devices[device].Memory;
            for (int frame = 0; frame < memory.Capacity; frame++)
            {
                if (memory[frame].Locked)
                {
                    return this.Broken($"{InvariantSentences.Of(new Target(device, frame))} is locked");
                }
            }
        }

        return null;
    }

    private static string? Flaw(Process process)
    {
        if (process.Notifier.Windows.Count > 0)
        {
            return $"a window is open: {StateText.Of(process.Notifier.Windows)}";
        }

        if (process.Notifier.Faults.Count > 0)
        {
            return $"a device fault is under way: {StateText.Of(process.Notifier.Faults)}";
        }

        if (!process.Lock.IsFree)
        {
            return $"the mmap lock is held: {StateText.Of(process.Lock)}";
        }

        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            Mirror mirror = process.Mirrors[device];
            if (mirror.Locked || mirror.Stage is MirrorStage.Deferred or MirrorStage.Closing)
            {
                return $"the mirror of d{device} is locked or waits: {StateText.Of(mirror)}";
            }
        }

        return null;
    }
}
