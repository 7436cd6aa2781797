using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a page looks like from every side: the CPU's entry, each mirror, the memory behind it, the TLBs.</summary>
internal sealed class PageLanes
{
    private const string Nothing = "none";

    private readonly PageView _view;
    private readonly MirrorView[] _mirrors;

    /// <summary>The page with this view, and its views from the mirrors, device by device.</summary>
    public PageLanes(PageView view, IEnumerable<MirrorView> mirrors)
    {
        _view = view;
        _mirrors = [.. mirrors];
    }

    /// <summary>The lanes by name, always the same ones in the same order; empty text for a lane with nothing in it.</summary>
    public IReadOnlyList<(string Name, string Text)> All =>
        [
            ("CPU entry", Processor()),
            .. _mirrors.Select((mirror, device) => ($"mirror d{device}", Mirror(mirror))),
            ("memory", Memory()),
            ("TLB", Tlb()),
        ];

    /// <summary>A page of the reference.</summary>
    public static PageLanes Of(State state, PageAddress address) =>
        new(
            PageView.Of(state, address.Process, address.Page),
            Enumerable
                .Range(0, state.World.Devices)
                .Select(device => MirrorView.Of(state, address.Process, device, address.Page))
        );

    /// <summary>A page of a machine.</summary>
    public static PageLanes Of(IMachine machine, World world, PageAddress address) =>
        new(
            machine.ViewPage(address.Process, address.Page),
            Enumerable
                .Range(0, world.Devices)
                .Select(device => machine.ViewMirror(address.Process, device, address.Page))
        );

    private static string Mirror(MirrorView mirror)
    {
        string text = MirrorViewText.Format(mirror);
        return text == Nothing ? "" : text;
    }

    private string Processor()
    {
        string text = PageViewText.Format(_view);
        return _view.IsMapped ? $"{text} in {Names.Protections.NameOf(_view.Protection)} mapping"
            : text == "-" ? "not mapped"
            : text;
    }

    private string Memory()
    {
        bool isEmpty = _view.Mappings == 0 && _view.References == 0 && !_view.FrameDirty;
        string place =
            _view.Kind == PteKind.Swap ? "swap slot"
            : _view.Device >= 0 ? $"frame of d{_view.Device}"
            : "system frame";
        return isEmpty
            ? ""
            : place
                + (_view.Kind == PteKind.None ? "" : $" value={_view.Value}")
                + $" mappings={_view.Mappings}"
                + (_view.Kind == PteKind.Swap ? "" : $" references={_view.References}")
                + (_view.FrameDirty ? " dirty" : "");
    }

    private string Tlb()
    {
        IEnumerable<string> devices = _mirrors.Select((mirror, device) => Cached($"d{device}", mirror));
        return string.Join(", ", devices.Prepend(Cached("CPU", _view.Cached, _view.CachedWritable)).Where(IsSome));
    }

    private static string Cached(string agent, MirrorView mirror) =>
        Cached(agent, mirror.Cached, mirror.CachedWritable);

    private static string Cached(string agent, bool valid, bool writable) =>
        valid ? $"{agent} {(writable ? "write" : "read")}"
        : writable ? $"{agent} none,write"
        : "";

    private static bool IsSome(string text) => text.Length > 0;
}
