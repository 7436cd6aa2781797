using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The same operation on another process, device or page.</summary>
internal static class Rename
{
    /// <summary>With one process in the place of another.</summary>
    public static Operation Process(Operation operation, int from, int to)
    {
        int Of(int process) => process == from ? to : process;
        return operation switch
        {
            Load load => load with { Process = Of(load.Process) },
            Store store => store with { Process = Of(store.Process) },
            DeviceLoad load => load with { Process = Of(load.Process) },
            DeviceStore store => store with { Process = Of(store.Process) },
            RangeFault fault => fault with { Process = Of(fault.Process) },
            Snapshot snapshot => snapshot with { Process = Of(snapshot.Process) },
            MigrateToDevice migrate => migrate with { Process = Of(migrate.Process) },
            MigrateToSystem migrate => migrate with { Process = Of(migrate.Process) },
            SwapOut swapOut => swapOut with { Process = Of(swapOut.Process) },
            Compact compact => compact with { Process = Of(compact.Process) },
            Pin pin => pin with { Process = Of(pin.Process) },
            Map map => map with { Process = Of(map.Process) },
            MapFile map => map with { Process = Of(map.Process) },
            Unmap unmap => unmap with { Process = Of(unmap.Process) },
            Protect protect => protect with { Process = Of(protect.Process) },
            DontNeed dontNeed => dontNeed with { Process = Of(dontNeed.Process) },
            Fork fork => new Fork(Of(fork.Process), Of(fork.Child)),
            Exit exit => new Exit(Of(exit.Process)),
            Register register => register with { Process = Of(register.Process) },
            Unregister unregister => unregister with { Process = Of(unregister.Process) },
            MakeExclusive exclusive => exclusive with { Process = Of(exclusive.Process) },
            DeviceAtomic atomic => atomic with { Process = Of(atomic.Process) },
            Remap remap => remap with { Process = Of(remap.Process) },
            Advise advise => advise with { Process = Of(advise.Process) },
            Mlock mlock => mlock with { Process = Of(mlock.Process) },
            Munlock munlock => munlock with { Process = Of(munlock.Process) },
            FailUpdate fail => fail with { Process = Of(fail.Process) },
            Attach or Evict or Detach or Lose or WriteBack or DropCache or Truncate or PunchHole or Unpin => operation,
        };
    }

    /// <summary>With one device in the place of another.</summary>
    public static Operation Device(Operation operation, int from, int to)
    {
        int Of(int device) => device == from ? to : device;
        return operation switch
        {
            DeviceLoad load => load with { Device = Of(load.Device) },
            DeviceStore store => store with { Device = Of(store.Device) },
            RangeFault fault => fault with { Device = Of(fault.Device) },
            Snapshot snapshot => snapshot with { Device = Of(snapshot.Device) },
            MigrateToDevice migrate => migrate with { Device = Of(migrate.Device) },
            MigrateToSystem migrate => migrate with { Device = Of(migrate.Device) },
            Evict evict => evict with { Device = Of(evict.Device) },
            Attach attach => attach with { Device = Of(attach.Device) },
            Register register => register with { Device = Of(register.Device) },
            Unregister unregister => unregister with { Device = Of(unregister.Device) },
            MakeExclusive exclusive => exclusive with { Device = Of(exclusive.Device) },
            DeviceAtomic atomic => atomic with { Device = Of(atomic.Device) },
            Detach detach => new Detach(Of(detach.Device)),
            Lose lose => new Lose(Of(lose.Device)),
            FailUpdate fail => fail with { Device = Of(fail.Device) },
            Load
            or Store
            or SwapOut
            or Compact
            or Pin
            or Unpin
            or Map
            or MapFile
            or Unmap
            or Protect
            or DontNeed
            or Fork
            or Exit
            or Remap
            or Advise
            or Mlock
            or Munlock
            or WriteBack
            or DropCache
            or Truncate
            or PunchHole => operation,
        };
    }

    /// <summary>With other pages; the start of a range moves, its length stays.</summary>
    public static Operation Pages(Operation operation, Func<int, int> of)
    {
        PageRange Of(PageRange range) => range with { Start = of(range.Start) };
        return operation switch
        {
            Load load => load with { Page = of(load.Page) },
            Store store => store with { Page = of(store.Page) },
            SwapOut swapOut => swapOut with { Page = of(swapOut.Page) },
            Compact compact => compact with { Page = of(compact.Page) },
            Pin pin => pin with { Page = of(pin.Page) },
            DeviceLoad load => load with { Range = Of(load.Range) },
            DeviceStore store => store with { Range = Of(store.Range) },
            RangeFault fault => fault with { Range = Of(fault.Range) },
            Snapshot snapshot => snapshot with { Range = Of(snapshot.Range) },
            MigrateToDevice migrate => migrate with { Range = Of(migrate.Range) },
            MigrateToSystem migrate => migrate with { Range = Of(migrate.Range) },
            Map map => map with { Range = Of(map.Range) },
            MapFile map => map with { Range = Of(map.Range) },
            Unmap unmap => unmap with { Range = Of(unmap.Range) },
            Protect protect => protect with { Range = Of(protect.Range) },
            DontNeed dontNeed => dontNeed with { Range = Of(dontNeed.Range) },
            Register register => register with { Range = Of(register.Range) },
            MakeExclusive exclusive => exclusive with { Range = Of(exclusive.Range) },
            DeviceAtomic atomic => atomic with { Page = of(atomic.Page) },
            Remap remap => remap with { Range = Of(remap.Range), NewStart = of(remap.NewStart) },
            Advise advise => advise with { Range = Of(advise.Range) },
            Mlock mlock => mlock with { Range = Of(mlock.Range) },
            Munlock munlock => munlock with { Range = Of(munlock.Range) },
            Fork
            or Exit
            or Attach
            or Unregister
            or Evict
            or Detach
            or Lose
            or FailUpdate
            or WriteBack
            or DropCache
            or Truncate
            or PunchHole
            or Unpin => operation,
        };
    }
}
