using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>What a machine shows of its state, for telling nodes of a search apart.</summary>
internal static class ShownState
{
    /// <summary>
    /// The fingerprint of all that is shown, under the machine's own names of frames, slots and IOVAs. Sequence numbers
    /// only grow, so of them there is what can be told apart.
    /// </summary>
    public static UInt128 Fingerprint(State observed)
    {
        State reduced = observed with
        {
            Processes = Table<Process>.Create(observed.Processes.Count, number => Reduced(observed.Processes[number])),
        };
        return Spec.Fingerprint.Of(StateEncoding.Encode(reduced).Span);
    }

    private static Process Reduced(Process process) =>
        process with
        {
            Notifier = process.Notifier with { Sequence = 2 | (process.Notifier.Sequence & 1) },
            Mirrors = Table<Mirror>.Create(
                process.Mirrors.Count,
                device => Reduced(process.Mirrors[device], process.Notifier)
            ),
        };

    private static Mirror Reduced(Mirror mirror, Notifier notifier) =>
        mirror with
        {
            Sequence = mirror.Sequence == notifier.Sequence ? 3 : 1,
        };
}
