namespace HmmSpec.Subjects.Miniatures;

/// <summary>MIG-14, MIG-17: after a migration the CPU has a present entry of the device's memory, and never faults.</summary>
internal sealed class DevicePageStaysMapped : Toy
{
    protected override Entry EntryFor(Process owner, int page, Frame frame, bool writable) =>
        base.EntryFor(owner, page, frame, writable) with
        {
            Kind = EntryKind.Present,
        };
}
