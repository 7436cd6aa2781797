namespace HmmSpec.Spec;

/// <summary>Informally: no CPU reaches a page that is in device memory; it has to come back first.</summary>
/// <remarks>
/// For every page-table entry: a present or protnone one leads to the zero frame or a used frame of system memory; a
/// device-private one leads to a used frame of an attached device's memory.
/// </remarks>
[Invariant("INV-9")]
[Clause("MIG-17")]
public sealed class DevicePagesAreMappedByNoProcessor : PageEntryInvariant
{
    /// <inheritdoc/>
    public override string Id => "INV-9";

    /// <inheritdoc/>
    public override string Clause => "MIG-17";

    private protected override string? Flaw(State state, Process process, int page, Pte pte) =>
        pte.IsMapped && !(pte.Target.IsSystem && Places.IsUsed(state, pte.Target))
            ? "which is no used frame of system memory"
        : pte.Kind == PteKind.DevicePrivate && !IsOnDevice(state, pte.Target)
            ? "which is no used frame of an attached device"
        : null;

    private static bool IsOnDevice(State state, Target target) =>
        (uint)target.Device < (uint)state.World.Devices
        && state.Devices[target.Device].Attached
        && Places.IsUsed(state, target);
}
