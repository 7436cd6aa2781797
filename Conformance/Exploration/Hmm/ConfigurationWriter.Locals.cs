using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>The locals of activities, and the names that they share with the tables.</content>
internal sealed partial class ConfigurationWriter : ILocals
{
    // What stands for a name that is not known yet, while agents are compared.
    private const int Unknown = 253;

    private bool _peeking;

    bool ILocals.Keeps => true;

    int ILocals.Number(int number)
    {
        _out.Number(number + 1);
        return number;
    }

    bool ILocals.Flag(bool flag)
    {
        _out.Number(flag ? 1 : 0);
        return flag;
    }

    ulong ILocals.Value(ulong value)
    {
        _out.Value(value);
        return value;
    }

    int ILocals.Process(int process)
    {
        _out.Number(_names.Process(process) + 1);
        return process;
    }

    int ILocals.Device(int device)
    {
        _out.Number(_names.Device(device) + 1);
        return device;
    }

    Target ILocals.Target(Target target)
    {
        WriteTarget(target);
        return target;
    }

    int ILocals.Iova(int device, int iova)
    {
        _out.Number(iova < 0 ? 0 : 1);
        if (iova >= 0)
        {
            WriteName(_iovas[device], iova);
        }

        return iova;
    }

    Pte ILocals.Entry(Pte entry)
    {
        WriteEntry(entry);
        return entry;
    }

    int ILocals.Window(int id)
    {
        WriteOpen(id);
        return id;
    }

    /// <summary>Whether the mirror has had news since: only that is ever asked of a sample.</summary>
    long ILocals.Sample(int process, int device, long sampled)
    {
        Process owner = _state.Processes[process];
        _out.Number(
            sampled == owner.Mirrors[device].Sequence ? 2
            : sampled == owner.Notifier.Sequence - 1 ? 1
            : 0
        );
        return sampled;
    }

    private void WriteTarget(Target target)
    {
        if (target.IsZero)
        {
            _out.Number(0);
        }
        else if (target.IsSystem)
        {
            _out.Number(1);
            WriteName(_frames, target.Frame);
        }
        else
        {
            _out.Number(2 + _names.Device(target.Device));
            WriteName(_deviceFrames[target.Device], target.Frame);
        }
    }

    private void WriteName(FirstMet names, int old) =>
        _out.Number(_peeking && !names.IsKnown(old) ? Unknown : names.Of(old));

    private void WriteEntry(Pte entry)
    {
        _out.Number((int)entry.Kind | (entry.Writable ? 8 : 0) | (entry.Dirty ? 16 : 0) | (entry.Young ? 32 : 0));
        switch (entry.Kind)
        {
            case PteKind.None:
            case PteKind.Poisoned:
                break;
            case PteKind.Swap:
                WriteName(_slots, entry.Slot);
                break;
            case PteKind.Present:
            case PteKind.ProtNone:
            case PteKind.DevicePrivate:
            case PteKind.Migration:
            case PteKind.DeviceExclusive:
                WriteTarget(entry.Target);
                break;
        }
    }
}
