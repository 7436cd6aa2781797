using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Pages in device memory that nobody can bring back, for their process is not mirrored there any more.</summary>
internal static class LostPages
{
    /// <summary>Whether an entry stands for such a page.</summary>
    [Clause("RET-10")]
    [Clause("FRK-10")]
    public static bool IsLost(State state, int process, Pte pte) =>
        state.Profile.DevicePagesNeedTheirMirror
        && pte.Kind == PteKind.DevicePrivate
        && !state.Processes[process].Mirrors[pte.Target.Device].IsOpen;

    /// <summary>With the entry poisoned, and the device frame free.</summary>
    public static State Poison(State state, int process, int page, Pte pte) =>
        FrameRules.DropMapping(state.WithPte(process, page, Pte.Poisoned), pte.Target, pte.Dirty);

    /// <summary>What that means to flat memory.</summary>
    public static FlatEffect Effect(int process, int page) =>
        FlatEffect.On(FlatEffectKind.Lose, process, default) with
        {
            Lost = [new PageAddress(process, page)],
        };
}
