namespace HmmSpec.Subjects.Miniatures;

/// <summary>FLT-3, RET-6: a device fault takes a page in any device's memory for its own, without looking at the owner.</summary>
internal sealed class ForeignDevicePageIsOwn : Toy
{
    protected override bool IsOwn(Device device, Frame frame) => true;
}
