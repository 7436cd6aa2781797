using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Where pages can be looked at: the reference's state, or a machine.</summary>
internal interface IPageViews
{
    /// <summary>A page of a living process.</summary>
    PageView Page(int process, int page);

    /// <summary>A page of a living process in the mirror of an attached device.</summary>
    MirrorView Mirror(int process, int device, int page);
}

/// <summary>The pages of a state.</summary>
/// <param name="State">The state.</param>
internal readonly record struct StateViews(State State) : IPageViews
{
    /// <inheritdoc/>
    public PageView Page(int process, int page) => PageView.Of(State, process, page);

    /// <inheritdoc/>
    public MirrorView Mirror(int process, int device, int page) => MirrorView.Of(State, process, device, page);
}

/// <summary>The pages of a machine.</summary>
/// <param name="Machine">The machine.</param>
internal readonly record struct MachineViews(IMachine Machine) : IPageViews
{
    /// <inheritdoc/>
    public PageView Page(int process, int page) => Machine.ViewPage(process, page);

    /// <inheritdoc/>
    public MirrorView Mirror(int process, int device, int page) => Machine.ViewMirror(process, device, page);
}
