using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>Small states made by hand.</summary>
internal static class TextStates
{
    /// <summary>Four pages of process 0 mapped; page 3 holds 7 and is mirrored by device 0, page 1 is the zero page.</summary>
    internal static State OnePage(int frame)
    {
        State state = Mapped();
        Target target = Target.System(frame);
        Process process = state.Processes[0];
        Device device = state.Devices[0];
        return (state with { Memory = state.Memory.Take(frame, Frame.New(7) with { Mappings = 1 }) })
            .WithProcess(
                0,
                process with
                {
                    PageTable = process
                        .PageTable.Set(3, Pte.Present(target, writable: true, dirty: true))
                        .Set(1, Pte.Present(Target.Zero, writable: false, dirty: false)),
                    Tlb = process.Tlb.Set(3, new Translation(true, true, target)),
                }
            )
            .WithDevice(0, device with { Iovas = device.Iovas.Take(frame, new IoMapping(target)) })
            .WithMirror(0, 0, Mirror(new MirrorEntry(MirrorEntryKind.System, frame, false, false)));
    }

    /// <summary>The same, but page 3 is in a frame of device 0.</summary>
    internal static State Migrated(int frame)
    {
        State state = Mapped();
        Target target = Target.OnDevice(0, frame);
        Process process = state.Processes[0];
        Device device = state.Devices[0];
        Frame content = Frame.New(7) with { Mappings = 1, Dirty = true };
        return state
            .WithProcess(
                0,
                process with
                {
                    PageTable = process.PageTable.Set(3, Pte.DevicePrivate(target, writable: true)),
                }
            )
            .WithDevice(0, device with { Memory = device.Memory.Take(frame, content) })
            .WithMirror(0, 0, Mirror(new MirrorEntry(MirrorEntryKind.Device, frame, true, true)));
    }

    private static State Mapped()
    {
        State state = State.Initial(World.Default, Profile.Strict).WithDevice(0, Device.Create(4, DmaKind.Iommu, 6));
        Process process = state.Processes[0];
        return state.WithProcess(
            0,
            process with
            {
                Space = process.Space.With(new PageRange(0, 4), Protection.ReadWrite),
            }
        );
    }

    private static Mirror Mirror(MirrorEntry entry)
    {
        Mirror absent = HmmSpec.Spec.Mirror.Absent(World.Default.Pages);
        return absent with
        {
            Stage = MirrorStage.Live,
            Interval = new PageRange(0, 8),
            Entries = absent.Entries.Set(3, entry),
            Sequence = 1,
        };
    }
}
