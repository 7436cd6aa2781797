using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>What an operation names.</summary>
internal static class OperationRanges
{
    /// <summary>How many pages it names.</summary>
    public static int LengthOf(Operation operation) =>
        operation switch
        {
            Map it => it.Range.Count,
            MapFile it => it.Range.Count,
            Unmap it => it.Range.Count,
            Protect it => it.Range.Count,
            DontNeed it => it.Range.Count,
            Register it => it.Range.Count,
            RangeFault it => it.Range.Count,
            DeviceLoad it => it.Range.Count,
            DeviceStore it => it.Range.Count,
            Snapshot it => it.Range.Count,
            MigrateToDevice it => it.Range.Count,
            MigrateToSystem it => it.Range.Count,
            MakeExclusive it => it.Range.Count,
            WriteBack it => it.Range.Count,
            DropCache it => it.Range.Count,
            PunchHole it => it.Range.Count,
            Load or Store or SwapOut or Compact or Pin or DeviceAtomic => 1,
            Advise it => it.Range.Count,
            Mlock it => it.Range.Count,
            Munlock it => it.Range.Count,
            Remap it => it.Flags.HasFlag(RemapFlags.Fixed) ? Math.Max(it.Range.Count, it.NewCount) : int.MaxValue, // It looks at the pages beside it, or for the highest place.
            Fork or Exit or Attach or Unregister or Evict or Detach or Lose or FailUpdate or Truncate or Unpin => 0,
        };

    /// <summary>The same operation on other processes, devices and pages; a range of several pages keeps its pages.</summary>
    public static Operation Renamed(Operation operation, Renaming names) =>
        operation switch
        {
            MapFile it => it with { Process = names.Process(it.Process), Range = names.Range(it.Range) },
            Map it => it with { Process = names.Process(it.Process), Range = names.Range(it.Range) },
            Unmap it => new Unmap(names.Process(it.Process), names.Range(it.Range)),
            Protect it => it with { Process = names.Process(it.Process), Range = names.Range(it.Range) },
            DontNeed it => new DontNeed(names.Process(it.Process), names.Range(it.Range)),
            Load it => new Load(names.Process(it.Process), names.Page(it.Page)),
            Store it => it with { Process = names.Process(it.Process), Page = names.Page(it.Page) },
            Fork it => new Fork(names.Process(it.Process), names.Process(it.Child)),
            Exit it => new Exit(names.Process(it.Process)),
            SwapOut it => new SwapOut(names.Process(it.Process), names.Page(it.Page)),
            Compact it => new Compact(names.Process(it.Process), names.Page(it.Page)),
            Pin it => it with { Process = names.Process(it.Process), Page = names.Page(it.Page) },
            Attach it => it with { Device = names.Device(it.Device) },
            Register it => it with { Process = names.Process(it.Process), Device = names.Device(it.Device) },
            Unregister it => new Unregister(names.Process(it.Process), names.Device(it.Device)),
            RangeFault it => it with
            {
                Process = names.Process(it.Process),
                Device = names.Device(it.Device),
                Range = names.Range(it.Range),
            },
            DeviceLoad it => new DeviceLoad(names.Process(it.Process), names.Device(it.Device), names.Range(it.Range)),
            DeviceStore it => it with
            {
                Process = names.Process(it.Process),
                Device = names.Device(it.Device),
                Range = names.Range(it.Range),
            },
            Snapshot it => new Snapshot(names.Process(it.Process), names.Device(it.Device), names.Range(it.Range)),
            MigrateToDevice it => new MigrateToDevice(
                names.Process(it.Process),
                names.Device(it.Device),
                names.Range(it.Range)
            ),
            MigrateToSystem it => new MigrateToSystem(
                names.Process(it.Process),
                names.Device(it.Device),
                names.Range(it.Range)
            ),
            Evict it => it with { Device = names.Device(it.Device) },
            Detach it => new Detach(names.Device(it.Device)),
            Lose it => new Lose(names.Device(it.Device)),
            FailUpdate it => new FailUpdate(names.Process(it.Process), names.Device(it.Device)),
            MakeExclusive it => new MakeExclusive(
                names.Process(it.Process),
                names.Device(it.Device),
                names.Range(it.Range)
            ),
            DeviceAtomic it => it with
            {
                Process = names.Process(it.Process),
                Device = names.Device(it.Device),
                Page = names.Page(it.Page),
            },
            Advise it => it with { Process = names.Process(it.Process), Range = names.Range(it.Range) },
            Mlock it => new Mlock(names.Process(it.Process), names.Range(it.Range)),
            Munlock it => new Munlock(names.Process(it.Process), names.Range(it.Range)),
            Remap it => it with
            {
                Process = names.Process(it.Process),
                Range = names.Range(it.Range),
                NewStart = it.NewCount == 1 ? names.Page(it.NewStart) : it.NewStart,
            },
            WriteBack or DropCache or Truncate or PunchHole or Unpin => operation,
        };
}
