namespace HmmSpec.Spec;

/// <summary>
/// Informally: a device fault that waits for invalidations to end waits for something, and a mirror's number is never
/// that of a quiet notifier.
/// </summary>
/// <remarks>
/// For every process: an odd number of the notifier implies an open window. For every mirror: its number is odd.
/// </remarks>
[Invariant("INV-38")]
[Clause("NTF-7")]
public sealed class SequenceIsOddOnlyWhileAWindowIsOpen : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-38";

    /// <inheritdoc/>
    public string Clause => "NTF-7";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            long sequence = process.Notifier.Sequence;
            if ((sequence & 1) != 0 && process.Notifier.Windows.Count == 0)
            {
                return this.Broken($"p{number}: the notifier's number is {sequence}, but no window is open");
            }

            for (int device = 0; device < process.Mirrors.Count; device++)
            {
                Mirror mirror = process.Mirrors[device];
                if (mirror.Stage != MirrorStage.None && (mirror.Sequence & 1) == 0)
                {
                    return this.Broken($"p{number} d{device}: the mirror's number is {mirror.Sequence}, which is even");
                }
            }
        }

        return null;
    }
}
