using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>MIR-11: a device load of several pages delivers each page's value in the place of the page before.</summary>
internal sealed class DeviceLoadShifted : Toy
{
    public override Result DeviceLoad(int process, int device, PageRange range)
    {
        Result result = base.DeviceLoad(process, device, range);
        return result.Values is { } values ? result with { Values = [.. values.Skip(1), values[0]] } : result;
    }
}
