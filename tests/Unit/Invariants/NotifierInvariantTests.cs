using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

public class NotifierInvariantTests
{
    private static readonly State Good = Reach.Mirrored;

    [Fact]
    public void NTF_7_reports_an_odd_number_without_a_window_and_an_even_one_of_a_mirror()
    {
        State odd = Good.With(0, static process => process with { Notifier = process.Notifier with { Sequence = 9 } });
        State even = Good.With(0, 0, static mirror => mirror with { Sequence = 4 });
        Show.Reported<SequenceIsOddOnlyWhileAWindowIsOpen>(Good, odd);
        Show.Reported<SequenceIsOddOnlyWhileAWindowIsOpen>(Good, even);
    }

    [Fact]
    public void NTF_7_reports_a_number_that_falls() =>
        Show.Reported<SequenceNeverFalls>(
            Good,
            "unmap p0 0+1",
            static after => after.With(0, static process => process with { Notifier = Notifier.New })
        );

    [Fact]
    public void NTF_8_reports_a_window_that_is_left_open()
    {
        Window window = new(0, new PageRange(0, 1), EventKind.Clear, -1, Pending: 0);
        Show.Reported<NothingIsLeftOpenOrLocked>(
            Good,
            Good.With(0, process => process with { Notifier = process.Notifier with { Windows = [window] } })
        );
    }

    [Fact]
    public void NTF_8_reports_locks_that_are_left_held()
    {
        State locked = Good.With(0, static process => process with { Lock = new MmapLock(1, Writer: false) });
        Show.Reported<NothingIsLeftOpenOrLocked>(Good, locked);
        State driver = Good.With(0, 0, static mirror => mirror with { Locked = true });
        Show.Reported<NothingIsLeftOpenOrLocked>(Good, driver);
        State page = Good.With(Target.System(0), static frame => frame with { Locked = true });
        Show.Reported<NothingIsLeftOpenOrLocked>(Good, page);
        State own = Good.With(Target.OnDevice(0, 0), static frame => frame with { Locked = true });
        Show.Reported<NothingIsLeftOpenOrLocked>(Good, own);
    }

    [Fact]
    public void NTF_8_reports_a_mirror_that_waits_for_no_window() =>
        Show.Reported<NothingIsLeftOpenOrLocked>(
            Good,
            Good.With(0, 0, static mirror => mirror with { Stage = MirrorStage.Closing })
        );

    [Fact]
    public void NTF_8_reports_a_device_fault_that_is_left_under_way() =>
        Show.Reported<NothingIsLeftOpenOrLocked>(Good, WithFault(Good, backedOff: false));

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void NTF_13_reports_a_device_fault_beside_a_window(bool backedOff, ulong pending)
    {
        State good = Good with { Profile = Profile.V9 };
        Window window = new(1, new PageRange(0, 1), EventKind.Clear, -1, pending);
        State open = good.With(0, process => process with { Notifier = process.Notifier with { Windows = [window] } });
        Show.Reported<WindowsAndDeviceFaultsExclude>(good, WithFault(open, backedOff));
        Show.Excused<WindowsAndDeviceFaultsExclude>(WithFault(open, backedOff) with { Profile = Profile.Strict });
        Show.Excused<WindowsAndDeviceFaultsExclude>(WithFault(open, backedOff, page: 1));
    }

    private static State WithFault(State state, bool backedOff, int page = 0) =>
        state.With(
            0,
            process =>
                process with
                {
                    Notifier = process.Notifier with
                    {
                        Faults = [new ActiveFault(2, 0, new PageRange(page, 1), backedOff)],
                    },
                }
        );
}
