using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>The locals of activities.</content>
internal sealed partial class ConfigurationReader : ILocals
{
    private Process[] _processes = [];

    bool ILocals.Keeps => false;

    int ILocals.Number(int number) => Number() - 1;

    bool ILocals.Flag(bool flag) => Number() != 0;

    ulong ILocals.Value(ulong value) => Value();

    int ILocals.Process(int process) => Number() - 1;

    int ILocals.Device(int device) => Number() - 1;

    Target ILocals.Target(Target target) => ReadTarget();

    int ILocals.Iova(int device, int iova) => Number() == 0 ? -1 : Name(3 + (2 * device));

    Pte ILocals.Entry(Pte entry) => ReadEntry();

    int ILocals.Window(int id) => Number();

    long ILocals.Sample(int process, int device, long sampled) =>
        Number() switch
        {
            2 => _processes[process].Mirrors[device].Sequence,
            1 => _processes[process].Notifier.Sequence - 1,
            _ => 0,
        };
}
