using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>
/// Open windows and device faults under way. Their numbers are those in which the activities mention them, for whatever is
/// open belongs to one; so two that are alike but for their activities are told apart by these, and by nothing else.
/// </content>
internal sealed partial class ConfigurationWriter
{
    private const int MostOpen = 64;

    private readonly FirstMet _open = new(MostOpen);
    private readonly bool[] _isOpen = new bool[MostOpen];

    private void FindOpen()
    {
        Array.Clear(_isOpen);
        for (int process = 0; process < _state.Processes.Count; process++)
        {
            Notifier notifier = _state.Processes[process].Notifier;
            foreach (Window window in notifier.Windows)
            {
                _isOpen[Known(window.Id)] = true;
            }

            foreach (ActiveFault fault in notifier.Faults)
            {
                _isOpen[Known(fault.Id)] = true;
            }
        }
    }

    private static int Known(int id) =>
        id < MostOpen
            ? id
            : throw new ExplorationLimitException(
                $"More than {MostOpen - 1} windows are open at once; explore fewer agents."
            );

    // What is left of a window that is closed names nothing.
    private void WriteOpen(int id) =>
        _out.Number(
            id <= 0 || !_isOpen[Known(id)] ? 0
            : _peeking && !_open.IsKnown(id) ? Unknown
            : _open.Of(id) + 1
        );

    private void WriteWindows()
    {
        for (int number = 0; number < _state.Processes.Count; number++)
        {
            Notifier notifier = _state.Processes[_names.Processes[number]].Notifier;
            foreach (Window window in notifier.Windows)
            {
                _ = _open.Of(window.Id);
            }

            foreach (ActiveFault fault in notifier.Faults)
            {
                _ = _open.Of(fault.Id);
            }
        }

        _out.Number(_open.Count);
        for (int name = 0; name < _open.Count; name++)
        {
            WriteOpened(_open.Old(name));
        }
    }

    private void WriteOpened(int id)
    {
        for (int number = 0; number < _state.Processes.Count; number++)
        {
            Notifier notifier = _state.Processes[_names.Processes[number]].Notifier;
            foreach (Window window in notifier.Windows)
            {
                if (window.Id == id)
                {
                    _out.Number(2 * number);
                    Write(window);
                    return;
                }
            }

            foreach (ActiveFault fault in notifier.Faults)
            {
                if (fault.Id == id)
                {
                    _out.Number((2 * number) + 1);
                    Write(fault);
                    return;
                }
            }
        }
    }

    private void Write(Window window)
    {
        _out.Number(window.Range.Start);
        _out.Number(window.Range.Count);
        _out.Number((2 * (int)window.Kind) + (window.Spared == 0 ? 0 : 1));
        _out.Number(_names.Device(window.Owner) + 1);
        _out.Value(_names.Mask(window.Pending));
        if (window.Spared != 0)
        {
            _out.Value(_names.Mask(window.Spared));
        }
    }

    private void Write(ActiveFault fault)
    {
        _out.Number(_names.Device(fault.Device));
        _out.Number(fault.Range.Start);
        _out.Number(fault.Range.Count);
        _out.Number(fault.BackedOff ? 1 : 0);
    }
}
