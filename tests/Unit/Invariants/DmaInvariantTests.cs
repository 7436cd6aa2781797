using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

public class DmaInvariantTests
{
    private static readonly State Good = Reach.Mirrored;

    [Fact]
    public void DMA_4_reports_an_entry_without_a_mapping()
    {
        Device device = Good.Devices[0];
        State unmapped = Good.WithDevice(0, device with { Iovas = device.Iovas.Release(0) });
        Show.Reported<SystemEntriesHaveDmaMappings>(Good, unmapped);
        Show.Reported<SystemEntriesHaveDmaMappings>(
            Good,
            Good.WithEntry(0, static entry => entry with { Address = 7 })
        );
        Show.Reported<SystemEntriesHaveDmaMappings>(
            Good,
            Good.WithEntry(0, static entry => entry with { Address = -1 })
        );
    }

    [Fact]
    public void DMA_4_reports_an_iova_that_two_entries_share() =>
        Show.Reported<SystemEntriesHaveDmaMappings>(
            Good,
            Good.WithEntry(0, _ => Good.Processes[0].Mirrors[0].Entries[1])
        );

    [Fact]
    public void DMA_4_reports_a_direct_address_of_no_frame()
    {
        State direct = Reach.After(
            "attach d0 2 direct",
            "register p0 d0 0+4",
            "map p0 0+4 read-write",
            "device-store p0 d0 0+1 7"
        );
        Show.Reported<SystemEntriesHaveDmaMappings>(
            direct,
            direct.WithEntry(0, static entry => entry with { Address = 6 })
        );
    }

    [Fact]
    public void DMA_5_reports_an_iova_that_no_entry_has() =>
        Show.Reported<DmaMappingsBelongToEntries>(Good, Good.WithEntry(0, static _ => MirrorEntry.None));

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(0, 0)]
    public void DMA_5_reports_an_iova_that_leads_to_a_free_frame_or_to_no_system_frame(int device, int frame)
    {
        Device owner = Good.Devices[0];
        IoMapping elsewhere = new(new Target(device, frame));
        State broken = Good.WithDevice(0, owner with { Iovas = owner.Iovas.Set(0, elsewhere) });
        Show.Reported<DmaMappingsBelongToEntries>(Good, broken);
    }
}
