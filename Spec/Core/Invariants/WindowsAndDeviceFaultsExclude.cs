namespace HmmSpec.Spec;

/// <summary>
/// Informally: with backoff, a device fault and an invalidation of the same pages are never both past their wait.
/// </summary>
/// <remarks>
/// Where the profile has device faults back off, for every process, every open window and every device fault under way
/// whose ranges overlap: the fault has been told to back off, and the window has not told the fault's mirror yet; or that
/// mirror is not live any more, so that the fault enters nothing.
/// </remarks>
[Invariant("INV-40")]
[Clause("NTF-13")]
public sealed class WindowsAndDeviceFaultsExclude : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-40";

    /// <inheritdoc/>
    public string Clause => "NTF-13";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (
            int number = 0;
            state.Profile.FaultProtocol == FaultProtocol.Backoff && number < state.Processes.Count;
            number++
        )
        {
            Process process = state.Processes[number];
            foreach (Window window in process.Notifier.Windows)
            {
                foreach (ActiveFault fault in process.Notifier.Faults)
                {
                    if (window.Range.Overlaps(fault.Range) && Flaw(process, window, fault) is string flaw)
                    {
                        return this.Broken(
                            $"p{number}: the device fault of d{fault.Device} on {RangeText.Format(fault.Range)} {flaw} the "
                                + $"window over {RangeText.Format(window.Range)}"
                        );
                    }
                }
            }
        }

        return null;
    }

    private static string? Flaw(Process process, Window window, ActiveFault fault) =>
        !fault.BackedOff ? "has not been told to back off by"
        : ((window.Pending | window.Spared) >> fault.Device & 1) == 0
        && process.Mirrors[fault.Device].Stage == MirrorStage.Live
            ? "is still under way although its mirror has been told of"
        : null;
}
