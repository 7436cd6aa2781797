using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>
/// Makes the sequence numbers of a moment small, and changes nothing else: what is compared is whether they are equal, and
/// without this a world in which something is tried again and again would have no end.
/// </summary>
internal sealed class SmallNumbers(State state) : ILocals
{
    public static Interleaving Of(Interleaving interleaving)
    {
        SmallNumbers numbers = new(interleaving.State);
        return interleaving with
        {
            State = numbers.Renumbered(),
            Activities = [.. interleaving.Activities.Select(numbers.Renumbered)],
        };
    }

    public bool Keeps => false;

    public int Number(int number) => number;

    public bool Flag(bool flag) => flag;

    public ulong Value(ulong value) => value;

    public int Process(int process) => process;

    public int Device(int device) => device;

    public Target Target(Target target) => target;

    public int Iova(int device, int iova) => iova;

    public Pte Entry(Pte entry) => entry;

    public int Window(int id) => id;

    public long Sample(int process, int device, long sampled) => sampled == 0 ? 0 : Shifted(process, sampled);

    // The notifier's number becomes 2 or 3, and the others keep their distance from it.
    private long Shifted(int process, long number) => number - (state.Processes[process].Notifier.Sequence & ~1L) + 2;

    private Activity? Renumbered(Activity? activity) =>
        activity is null ? null : activity.Through(this) with { Caller = Renumbered(activity.Caller) };

    private State Renumbered()
    {
        State renumbered = state;
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = renumbered.Processes[number];
            Table<Mirror> mirrors = process.Mirrors;
            for (int device = 0; device < mirrors.Count; device++)
            {
                Mirror mirror = mirrors[device];
                mirrors = mirrors.Set(device, mirror with { Sequence = Shifted(number, mirror.Sequence) });
            }

            Notifier notifier = process.Notifier with { Sequence = Shifted(number, process.Notifier.Sequence) };
            renumbered = renumbered.WithProcess(number, process with { Notifier = notifier, Mirrors = mirrors });
        }

        return renumbered;
    }
}
