using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>What the last operation did: the notifiers' events, and the pages that it touched.</summary>
internal sealed class Journal
{
    private Event[] _events = new Event[16];
    private PageAddress[] _touched = new PageAddress[64];
    private int _eventCount;
    private int _touchedCount;

    public ReadOnlySpan<Event> Events => _events.AsSpan(0, _eventCount);

    public ReadOnlySpan<PageAddress> Touched => _touched.AsSpan(0, _touchedCount);

    public void Clear()
    {
        _eventCount = 0;
        _touchedCount = 0;
    }

    public void Record(Event happened)
    {
        if (_eventCount == _events.Length)
        {
            Array.Resize(ref _events, _eventCount * 2);
        }

        _events[_eventCount++] = happened;
    }

    public void Touch(int process, int page)
    {
        PageAddress[] touched = _touched;
        int count = _touchedCount;
        if ((uint)count >= (uint)touched.Length)
        {
            Array.Resize(ref _touched, count * 2);
            touched = _touched;
        }

        touched[count] = new PageAddress(process, page);
        _touchedCount = count + 1;
    }

    public void Touch(int process, PageRange range)
    {
        for (int page = range.Start; page < range.End; page++)
        {
            Touch(process, page);
        }
    }
}
